// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.InMemoryEditionListFormat;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportReport.Rows;
import io.inventorybridge.masterdata.imports.ImportReport.Status;
import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportingFacilitiesTest {
  private Instant now = Instant.parse("2026-11-23T07:00:00Z");
  private final FileStore files =
      new InMemoryFileStore(((InstantSource) () -> now).withZone(ZoneOffset.UTC));
  private final InMemoryFacilityRepository facilities = new InMemoryFacilityRepository();
  private final EditionGate gate = InMemoryEditionListFormat.gate(files, () -> now);

  @Test
  void everyColumnIsRead() {
    importing(
        "facilityId,externalFacilityId,name,type,shopifyLocationId,groups,opened",
        "SVC21,1/021,Santa Ana,store,99,SV|malls,2019");

    assertThat(facilities.all())
        .containsExactly(
            new Facility(
                new FacilityId("SVC21"),
                Optional.of("1/021"),
                Optional.of("Santa Ana"),
                "STORE",
                Optional.of("99"),
                List.of("SV", "malls"),
                true));
  }

  @Test
  void aFacilityThatTheNewestFileDoesNotNameStaysAndIsInactiveUntilItIsBack() {
    ImportReport first = importing("facilityId,name", "A,Alpha", "B,Beta");

    ImportReport second = importing("facilityId,name", "B,Beta");

    assertThat(facilities.all())
        .extracting(facility -> facility.id() + " " + facility.active())
        .containsExactly("A false", "B true");
    assertThat(index()).isEqualTo(second.version().orElseThrow() + " A false B true");
    assertThat(files.find(ImportingFacilities.indexKey(first.version().orElseThrow())))
        .as("the earlier index is kept for the backfill")
        .isPresent();
    ImportReport third = importing("facilityId,name", "A,Alpha", "B,Beta");
    assertThat(third.version()).isEqualTo(first.version());
    assertThat(index()).isEqualTo(first.version().orElseThrow() + " A true B true");
  }

  @ParameterizedTest
  @CsvSource({
    "'',1/2, EMPTY_FACILITY_ID, the facilityId is empty",
    "~queue,1/2, MALFORMED_FACILITY_ID, the facilityId '~queue' begins with ~ or holds #",
    "A#B,1/2, MALFORMED_FACILITY_ID, the facilityId 'A#B' begins with ~ or holds #",
    "A,1/2/3, MALFORMED_EXTERNAL_ID, the externalFacilityId '1/2/3' is neither STORE nor SBS/STORE",
    "A,/2, MALFORMED_EXTERNAL_ID, the externalFacilityId '/2' is neither STORE nor SBS/STORE",
  })
  void aBadRowIsARejectWithLineReasonAndMessage(
      String id, String code, String reason, String message) {
    ImportReport report =
        importing("facilityId,externalFacilityId", id + "," + code, "B,1/3", "B,1/4");

    assertThat(report.rows()).isEqualTo(new Rows(3, 1, Map.of(reason, 1L, "DUPLICATE_KEY", 1L)));
    assertThat(new String(files.read(report.rejectsKey()).orElseThrow(), UTF_8))
        .isEqualTo(
            """
            facilityId,externalFacilityId,rejectLine,rejectReason,rejectMessage
            %s,%s,2,%s,%s
            B,1/3,3,DUPLICATE_KEY,line 4 says it anew
            """
                .formatted(id, code, reason, message));
    assertThat(facilities.all())
        .extracting(facility -> facility.externalFacilityId().orElseThrow())
        .containsExactly("1/4");
  }

  @Test
  void anUnusableFileChangesNothingAndSaysWhy() {
    importing("facilityId", "A");

    ImportReport report = importing("id,name", "B,Beta");

    assertThat(report.status()).isEqualTo(Status.REFUSED);
    assertThat(report.reason())
        .contains("facilities/f.csv: the column facilityId is missing; it has id, name");
    assertThat(facilities.all()).extracting(Facility::active).containsExactly(true);
  }

  @Test
  void anImportThatDiedHalfwayIsRightWhenRepeated() {
    importing("facilityId", "A", "B");
    String before = index();
    StoredFile drop = drop("facilityId", "B", "C");
    FacilityRepository dying =
        new FacilityRepository() {
          @Override
          public List<Facility> all() {
            return facilities.all();
          }

          @Override
          public void put(Collection<Facility> stored) {
            facilities.put(stored.stream().limit(1).toList());
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> useCase(dying).run(drop)).hasMessage("killed");
    assertThat(index()).isEqualTo(before);

    ImportReport repeated = useCase(facilities).run(drop);

    assertThat(index()).isEqualTo(repeated.version().orElseThrow() + " A false B true C true");
    StoredFile written = files.find(ImportingFacilities.INDEX).orElseThrow();
    assertThat(useCase(facilities).run(drop)).isEqualTo(repeated);
    assertThat(files.find(ImportingFacilities.INDEX)).contains(written);
  }

  @Test
  void anImportThatALaterOneOvertakesIsRefused() {
    importing("facilityId", "A");
    StoredFile older = dropped("facilities/older.csv", "facilityId", "A", "B");
    StoredFile later = dropped("facilities/later.csv", "facilityId", "A", "C");
    AtomicBoolean first = new AtomicBoolean(true);
    FacilityRepository overtaken =
        new FacilityRepository() {
          @Override
          public List<Facility> all() {
            List<Facility> all = facilities.all();
            if (first.getAndSet(false)) {
              useCase(facilities).run(later);
            }
            return all;
          }

          @Override
          public void put(Collection<Facility> changed) {
            facilities.put(changed);
          }
        };

    ImportReport report = useCase(overtaken).run(older);

    assertThat(report.status()).isEqualTo(Status.REFUSED);
    assertThat(index()).endsWith(" A true C true");
  }

  private ImportReport importing(String... lines) {
    return useCase(facilities).run(drop(lines));
  }

  private ImportingFacilities useCase(FacilityRepository stored) {
    return new ImportingFacilities(
        files, new PlainTableCodec(), stored, new PlainDirectory(), gate, EditionBrake.open());
  }

  private StoredFile drop(String... lines) {
    return dropped("facilities/f.csv", lines);
  }

  private StoredFile dropped(String key, String... lines) {
    byte[] content = String.join("\n", lines).getBytes(UTF_8);
    StoredFile file = files.put(key, FileStore.Content.of(content), Map.of());
    now = now.plus(Duration.ofMinutes(1));
    return file;
  }

  private String index() {
    return new String(files.read(ImportingFacilities.INDEX).orElseThrow(), UTF_8);
  }

  /** Formats the properties of a directory that these tests check. */
  private static final class PlainDirectory implements FacilityDirectoryFormat {
    @Override
    public byte[] write(FacilityDirectory directory) {
      StringBuilder text = new StringBuilder(directory.version());
      directory.all().forEach(f -> text.append(" " + f.id() + " " + f.active()));
      return text.toString().getBytes(UTF_8);
    }

    @Override
    public FacilityDirectory read(byte[] file) {
      throw new UnsupportedOperationException("an import only writes");
    }
  }
}
