// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.delivery.SnapshotTime.From;
import io.inventorybridge.delivery.TextDeliveryFormat;
import io.inventorybridge.delivery.format.ReferenceRowScanner;
import io.inventorybridge.delivery.settlement.LedgerBalances;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.InstallationSettings.Layer;
import io.inventorybridge.settings.SettingLiteral;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a dropped file to its parts. */
class FilteringDeltaTest {
  private static final String HEADER = "STORE,UPC,QTY\n";
  private static final String FILE = HEADER + "A,1,5\nB,2,-1\nA,999,3\nB,3,many\nA,4,0\n";
  private static final String KEY = "incoming/sv/delta_2026-11-23T19:00:00Z.csv";

  @TempDir Path disk;
  private IntakeFixture night;

  @BeforeEach
  void fallOfNight() {
    night = new IntakeFixture(disk);
    night.settings = settings("partSize", 2);
  }

  private static InstallationSettings settings(String name, long value) {
    return InstallationSettings.of(
        List.of(
            new Layer(
                "test",
                new SettingLiteral.Table(
                    Map.of(
                        name,
                        new SettingLiteral.NumberValue(BigDecimal.valueOf(value)),
                        // One bad row is an unusual share of so small a file.
                        "guards",
                        new SettingLiteral.Table(
                            Map.of("rejectedShare", new SettingLiteral.NullValue())))))));
  }

  private static DeliveryReport report(IntakeOutcome received) {
    return ((IntakeOutcome.Reported) received).report();
  }

  @Test
  void aDeliveryIsCutIntoPartsWithManifestRejectsAndItsOriginal() {
    IntakeOutcome received = night.drop(KEY, FILE);
    String id = night.only().id().value();
    assertThat(id).matches("20261123T190000Z-sv-[0-9a-f]{12}");
    assertThat(received)
        .isEqualTo(new IntakeOutcome.Accepted(night.only().id(), 2, night.only().rows()));
    assertThat(night.text("reset/" + id + "/part-0001.csv"))
        .isEqualTo(
            """
            facilityId,idType,idValue,availableQty,locationSeqId
            A,UPCA,1,5,TLTLTLLL01
            B,UPCA,2,-1,TLTLTLLL01
            """);
    assertThat(night.text("reset/" + id + "/part-0002.csv"))
        .isEqualTo(
            """
            facilityId,idType,idValue,availableQty,locationSeqId
            A,UPCA,4,0,TLTLTLLL01
            """);
    assertThat(night.text("rejects/" + id + ".csv"))
        .isEqualTo(
            """
            STORE,UPC,QTY,rejectLine,rejectReason,rejectMessage
            B,3,many,5,MALFORMED_QTY,"line 5, column QTY: 'many' is not a whole number of units"
            """);
    assertThat(night.files.find("rejects/" + id + ".csv").orElseThrow().metadata())
        .containsEntry("delivery", id)
        .containsEntry("snapshot-time", "2026-11-23T19:00:00Z");
    assertThat(night.text("originals/" + id + "/delta_2026-11-23T19:00:00Z.csv")).isEqualTo(FILE);
    assertThat(night.keys("manifests/")).containsExactly("manifests/" + id + ".json");
    assertThat(night.files.find("reset/" + id + "/part-0002.csv").orElseThrow().metadata())
        .containsEntry("delivery", id)
        .containsEntry("part", "part-0002.csv")
        .containsEntry("rows", "1")
        .containsEntry("attempt", "1");
    assertThat(night.only().status()).isEqualTo(Status.RUNNING);
    assertThat(night.only().rows().read()).isEqualTo(5);
    assertThat(night.deliveries.parts(night.only().id()))
        .extracting(PartRecord::status)
        .containsExactly(PartRecord.Status.PENDING, PartRecord.Status.PENDING);
  }

  @Test
  void aRunThatIsKilledAnywhereIsMadeGoodByTheNext() {
    // Held deliveries as well as accepted ones; S3's second event follows the killed run.
    for (String file : List.of(FILE, "not a delta\n")) {
      IntakeFixture unharmed = new IntakeFixture(disk);
      unharmed.settings = night.settings;
      unharmed.drop(KEY, file);
      Map<String, String> expected = unharmed.lasting();
      boolean everKilled = true;
      int call = 0;
      for (; everKilled; call++) {
        for (boolean after : List.of(false, true)) {
          IntakeFixture harmed = new IntakeFixture(disk);
          harmed.settings = night.settings;
          harmed.put(KEY, file, Map.of());
          harmed.killAt(call, after);
          everKilled = dies(harmed, () -> harmed.event(KEY));
          harmed.killNoMore();
          assertThat(harmed.keys("reset/"))
              .as("nothing is applied before the decision (call %d)", call)
              .allSatisfy(key -> assertThat(harmed.keys("manifests/")).isNotEmpty());
          harmed.event(KEY);
          assertThat(harmed.lasting()).as("killed at call %d", call).isEqualTo(expected);
        }
      }
      assertThat(call).isGreaterThan(8);
    }
  }

  private static boolean dies(IntakeFixture night, Runnable run) {
    try {
      run.run();
      return false;
    } catch (IntakeFixture.Killed e) {
      return true;
    }
  }

  @Test
  void aLaterCatalogDoesNotChangeTheManifest() {
    for (int call = 0; call < 60; call++) {
      IntakeFixture harmed = new IntakeFixture(disk);
      harmed.settings = settings("partSize", 200_000);
      harmed.put(KEY, FILE, Map.of());
      harmed.killAt(call, true);
      if (!dies(harmed, () -> harmed.event(KEY))) {
        return;
      }
      harmed.killNoMore();
      List<String> decided = harmed.keys("manifests/");
      harmed.settings = settings("partSize", 1);
      harmed.event(KEY);
      assertThat(harmed.keys("reset/")).hasSize(decided.isEmpty() ? 3 : 1);
    }
    throw new AssertionError("it never came to its end");
  }

  @Test
  void anEventThatIsDeliveredAgainChangesNothing() {
    night.drop(KEY, FILE);
    Map<String, String> before = night.lasting();
    assertThat(night.event(KEY)).isInstanceOf(IntakeOutcome.Accepted.class);
    night.settle();
    assertThat(night.event(KEY)).isInstanceOf(IntakeOutcome.Accepted.class);
    assertThat(night.keys("reports/")).isEmpty();
    assertThat(night.lasting().keySet()).isEqualTo(before.keySet());
  }

  @Test
  void theSameBytesWithTheSameStatedTimeAreADuplicateHoweverLate() {
    night.drop(KEY, FILE);
    Map<String, String> before = night.lasting();
    night.passes(Duration.ofDays(3));
    DeliveryReport report =
        report(
            night.drop(
                "incoming/sv/again.csv",
                FILE,
                Map.of("snapshot-time", "2026-11-23T20:00:00+01:00")));
    assertThat(report.status()).isEqualTo(DeliveryReport.Status.DUPLICATE);
    assertThat(report.delivery()).isEqualTo(night.only().id());
    assertThat(report.key())
        .isEqualTo("reports/" + night.only().id() + ".duplicate-20261126T200000Z.json");
    assertThat(report.reason())
        .contains(
            "the same bytes were delivered as %s, uploaded at 2026-11-23T20:00:00Z"
                .formatted(night.only().id()));
    assertThat(night.lasting()).containsAllEntriesOf(before);
  }

  @Test
  void theSameBytesWithAnotherStatedTimeAreAnotherDelivery() {
    night.drop(KEY, FILE);
    assertThat(night.drop("incoming/sv/delta_20261123T180000Z.csv", FILE))
        .isInstanceOf(IntakeOutcome.Accepted.class);
    assertThat(night.deliveries.ofSource("sv")).hasSize(2);
  }

  @Test
  void theSameBytesWithoutATimeAreADuplicateForTwelveHoursAndThenHeld() {
    night.drop("incoming/sv/a.csv", FILE);
    night.passes(Duration.ofHours(12));
    assertThat(report(night.drop("incoming/sv/a.csv", FILE)).status())
        .isEqualTo(DeliveryReport.Status.DUPLICATE);
    night.passes(Duration.ofSeconds(1));
    DeliveryReport held = report(night.drop("incoming/sv/a.csv", FILE));
    assertThat(held.status()).isEqualTo(DeliveryReport.Status.HELD);
    assertThat(held.reason().orElseThrow())
        .startsWith("SAME_BYTES_LATER: the same bytes were delivered as 20261123T190000Z-sv-");
    // The same file once more changes nothing, and the report says so.
    assertThat(report(night.drop("incoming/sv/b.csv", FILE)).status())
        .isEqualTo(DeliveryReport.Status.HELD);
    assertThat(night.deliveries.ofSource("sv")).hasSize(2);
  }

  @Test
  void aHeaderOnlyFileIsTheSameEveryDay() {
    night.drop("incoming/sv/a.csv", HEADER);
    night.passes(Duration.ofDays(1));
    assertThat(night.drop("incoming/sv/a.csv", HEADER)).isInstanceOf(IntakeOutcome.Accepted.class);
    night.passes(Duration.ofHours(1));
    assertThat(report(night.drop("incoming/sv/a.csv", HEADER)).status())
        .isEqualTo(DeliveryReport.Status.DUPLICATE);
  }

  @Test
  void aRefusedDeliveryIsHeldWhenItIsDroppedAgain() {
    night.drop(KEY, "nothing,of,ours\n");
    night.deciding().refuse(night.only().id());
    night.passes(Duration.ofHours(1));
    DeliveryReport held = report(night.drop(KEY, "nothing,of,ours\n"));
    assertThat(held.status()).isEqualTo(DeliveryReport.Status.HELD);
    assertThat(held.reason())
        .contains("REFUSED_BEFORE: the same bytes were refused as " + night.only().id());
  }

  @Test
  void theSnapshotTimeComesFromMetadataNameOptionOrUpload() {
    night.drop("incoming/sv/a.csv", HEADER + "A,1,1\n");
    assertThat(night.only().snapshot().from()).isEqualTo(From.UPLOAD);
    assertThat(night.only().snapshot().at())
        .isEqualTo(IntakeFixture.EVENING.minus(Duration.ofHours(1)));
    IntakeFixture named = new IntakeFixture(disk);
    named.drop("incoming/sv/x20261123T0130-06:00.csv.gz", HEADER + "A,1,1\n");
    assertThat(named.only().snapshot().from()).isEqualTo(From.NAME);
    assertThat(named.only().snapshot().at()).isEqualTo(Instant.parse("2026-11-23T07:30:00Z"));
    IntakeFixture stated = new IntakeFixture(disk);
    stated.settings = night.settings;
    stated.drop(KEY, FILE, Map.of("snapshot-time", "2026-11-23T12:00:00.9-06:00"));
    assertThat(stated.only().snapshot().from()).isEqualTo(From.METADATA);
    assertThat(stated.only().snapshot().at()).isEqualTo(Instant.parse("2026-11-23T18:00:00Z"));
    IntakeFixture option = new IntakeFixture(disk);
    option.settings = night.settings;
    option.drop(
        KEY, FILE, Map.of("snapshot-time", "2026-11-23T18:00:00Z", "snapshot-time-from", "OPTION"));
    assertThat(option.only().snapshot().from()).isEqualTo(From.OPTION);
  }

  @Test
  void anInvalidTimeHoldsTheDeliveryUntilAnOperatorStatesOne() {
    DeliveryReport held =
        report(night.drop(KEY, FILE, Map.of("snapshot-time", "yesterday at eight")));
    assertThat(held.reason())
        .contains(
            "BAD_SNAPSHOT_TIME: the metadata snapshot-time 'yesterday at eight' is not an ISO-8601 time with offset"
                + " (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999");
  }

  @Test
  void aFileThatChangesWhileItIsReadIsHeldAndTheNewOneTakenIn() {
    night.put(KEY, FILE, Map.of());
    FilteringDelta filtering =
        new FilteringDelta(
            night.files,
            night.deliveries,
            new DeliveryDocuments(night.files, new TextDeliveryFormat()),
            new LedgerBalances(
                keys -> Map.of(), (stores, cursor) -> new StockLedger.Page(List.of(), "")),
            (rows, delimiter, firstLine, sink) -> {
              night.put(KEY, HEADER + "A,7,7\n", Map.of());
              new ReferenceRowScanner().scan(rows, delimiter, firstLine, sink);
            },
            night,
            java.time.Clock.systemUTC(),
            disk);
    DeliveryReport held = report(filtering.run(KEY, "run"));
    assertThat(held.reason())
        .contains(
            "CHANGED_WHILE_READ: "
                + KEY
                + " was replaced while it was read; what lies there now is taken in by itself");
    assertThat(night.keys("reset/")).isEmpty();
    assertThat(night.event(KEY)).isInstanceOf(IntakeOutcome.Accepted.class);
    // A lost file can simply be sent again.
    assertThat(night.drop("incoming/sv/copy_2026-11-23T19:00:00Z.csv", FILE))
        .isInstanceOf(IntakeOutcome.Accepted.class);
  }

  @Test
  void withoutACatalogTheDeliveryIsHeld() {
    night.catalog = java.util.Optional.empty();
    assertThat(report(night.drop(KEY, FILE)).reason())
        .contains("NO_CATALOG: there is no catalog yet, so nothing is known to be sold online");
  }

  @Test
  void aCatalogThatIsDroppedAsADeltaIsCalledOne() {
    assertThat(report(night.drop(KEY, "upca;productId;title\n1;p1;Boot\n")).reason())
        .contains("MISSING_COLUMN: line 1 is the header of a catalog; drop it under catalog/");
    night.passes(Duration.ofHours(1));
    assertThat(report(night.drop("incoming/sv/b.csv", "STORE;UPC\n1;2\n")).reason().orElseThrow())
        .startsWith("MISSING_COLUMN: line 1 has no column");
  }

  @Test
  void aFileInAFolderThatIsNotASourceIsHeldAndAMarkerIsIgnored() {
    assertThat(report(night.drop("incoming/El Salvador/a.csv", FILE)).reason().orElseThrow())
        .startsWith("BAD_SOURCE: the folder 'El Salvador' cannot name a source");
    assertThat(report(night.drop("incoming/sv/initial-load/a.csv", FILE + "A,7,7\n")).reason())
        .get()
        .asString()
        .startsWith("BAD_FOLDER: the folder 'initial-load' looks like initial/");
    assertThat(night.drop("incoming/sv/a.csv.done", ""))
        .isEqualTo(
            new IntakeOutcome.Ignored(
                "incoming/sv/a.csv.done",
                "incoming/sv/a.csv.done is not a delivery by the setting ignoredNames"));
    assertThat(night.drop("incoming/sv/a.csv", FILE)).isInstanceOf(IntakeOutcome.Accepted.class);
  }

  @Test
  void aTimeThatNoIdCanHoldHoldsTheDelivery() {
    assertThat(
            report(night.drop(KEY, FILE, Map.of("snapshot-time", "+123456-01-01T00:00:00Z")))
                .reason())
        .contains(
            "BAD_SNAPSHOT_TIME: the metadata snapshot-time '+123456-01-01T00:00:00Z' is not an ISO-8601 time with offset (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999");
  }

  @Test
  void anInitialLoadListsTheKeysThatItsUnusableRowsName() {
    night.drop(
        "incoming/sv/initial/a.csv",
        HEADER + "A,1,5\nB,2,many\nA,999,many\nA,3,4\nA,3,4x\nA,gift1,2\nB,998,1\n");
    DeliveryManifest manifest = night.manifest(night.only().id());
    assertThat(manifest.rejectedKeys()).isEqualTo(new RejectedKeys(3, 0));
    assertThat(manifest.sweeps()).isTrue();
    assertThat(night.text("manifests/" + night.only().id() + ".rejected-keys.csv"))
        .isEqualTo("facilityId,upca\nB,2\nA,999\nA,3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A,2.05E+12,1", "A,2,1,1", "NOWHERE,2,1", "NOWHERE,999,1"})
  void anInitialLoadWithARowThatMayBeOfAnyKeyIsNotSwept(String row) {
    night.facilities = FacilityDirectory.of(List.of(Facility.of("A")));
    night.drop(
        "incoming/sv/initial/a.csv", HEADER + "A,1,5\nA,3,5\nA,4,5\nA,5,5\nA,6,5\n" + row + "\n");
    DeliveryManifest manifest = night.manifest(night.only().id());
    assertThat(manifest.rejectedKeys()).isEqualTo(new RejectedKeys(0, 1));
    assertThat(manifest.sweeps()).isFalse();
  }

  @Test
  void aHeldDeliveryKeepsItsFileAndItsReason() {
    DeliveryReport held = report(night.drop(KEY, "a,b\n1,2\n"));
    String id = night.only().id().value();
    assertThat(held.reason().orElseThrow()).startsWith("NOT_CSV: line 1 is not the header");
    assertThat(night.text("held/" + id + "/original/delta_2026-11-23T19:00:00Z.csv"))
        .isEqualTo("a,b\n1,2\n");
    assertThat(night.keys("held/" + id + "/held.json")).hasSize(1);
    assertThat(night.keys("reports/")).containsExactly("reports/" + id + ".json");
    assertThat(night.keys("reset/")).isEmpty();
    assertThat(night.keys("originals/")).isEmpty();
  }

  @Test
  void theFolderTellsInitialLoadsAndCorrections() {
    night.drop("incoming/sv/initial/a.csv", FILE);
    assertThat(night.only().kind()).isEqualTo(DeliveryKind.INITIAL);
    IntakeFixture corrected = new IntakeFixture(disk);
    String rejects =
        "STORE,UPC,QTY,rejectLine,rejectReason,rejectMessage\nA,1,5,2,MALFORMED_QTY,x\n";
    corrected.drop("incoming/sv/corrections/20261123T190000Z-sv-0123456789ab.csv", rejects);
    assertThat(corrected.only().kind()).isEqualTo(DeliveryKind.CORRECTION);
    assertThat(corrected.only().snapshot().at()).isEqualTo(Instant.parse("2026-11-23T19:00:00Z"));
    assertThat(
            report(corrected.drop("incoming/sv/corrections/rejects.csv", rejects + "A,2,1,3,x,y\n"))
                .reason())
        .contains(
            "REJECTS_WITHOUT_SNAPSHOT_TIME: a file of rejected rows has to state the snapshot time of its delivery, by name or metadata");
  }

  @Test
  void aMissingFileIsIgnoredAndAnInvalidKeyIsRefused() {
    assertThat(night.event("incoming/sv/gone.csv"))
        .isEqualTo(
            new IntakeOutcome.Ignored(
                "incoming/sv/gone.csv", "incoming/sv/gone.csv is not there any more"));
    assertThatThrownBy(() -> night.event("elsewhere/a.csv"))
        .hasMessage("elsewhere/a.csv is not a file under incoming/");
  }
}
