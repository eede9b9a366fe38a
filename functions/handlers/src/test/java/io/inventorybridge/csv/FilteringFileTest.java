// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.intake.FilteringFile;
import io.inventorybridge.json.delivery.DeliveryJson;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter alone on local files, with the deployed parser. */
class FilteringFileTest {
  private static final Instant MODIFIED = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path out;

  private FilteringFile.FileFilterOutcome filter(String file) throws IOException {
    return new FilteringFile(new CommonsCsvRowScanner(), new DeliveryJson())
        .run(
            new FilteringFile.Input(
                "delta.csv",
                new ByteArrayInputStream(file.getBytes(UTF_8)),
                MODIFIED,
                "default",
                Optional.empty()),
            CatalogIndex.of(List.of(CatalogProduct.of("0012", "p1"))),
            FacilityDirectory.anyStore(),
            InstallationSettings.defaults(),
            out);
  }

  @Test
  void partsRejectsAndManifestLieInTheDirectory() throws IOException {
    Files.createDirectories(out.resolve("reset"));
    Files.writeString(out.resolve("reset/part-0002.csv"), "of an earlier run");
    String name = "\"boot, \"\"high\"\"\r\nbrown\"";
    FilteringFile.FileFilterOutcome outcome =
        filter(
            "STORE,UPC,NAME,QTY\nA,12,%s,1\nA,13,x,1\nB,12,%s,y\nA,0012,%s,3"
                .formatted(name, name, name));
    DeliveryManifest manifest = ((FilteringFile.FileFilterOutcome.PartsWritten) outcome).manifest();
    assertThat(Files.readString(out.resolve("reset/part-0001.csv")))
        .isEqualTo(
            """
            facilityId,idType,idValue,availableQty,locationSeqId
            A,UPCA,0012,3,TLTLTLLL01
            """);
    assertThat(out.resolve("reset/part-0002.csv")).doesNotExist();
    assertThat(Files.readString(out.resolve("rejects.csv")))
        .isEqualTo(
            "STORE,UPC,NAME,QTY,rejectLine,rejectReason,rejectMessage\n"
                + "A,12,%s,1,2,DUPLICATE_KEY,\"line 2: line 7 states the same store and product again, and the last one counts\"\n"
                    .formatted(name)
                + "B,12,%s,y,5,MALFORMED_QTY,\"line 5, column QTY: 'y' is not a whole number of units\"\n"
                    .formatted(name));
    assertThat(new DeliveryJson().readManifest(Files.readAllBytes(out.resolve("manifest.json"))))
        .isEqualTo(manifest);
    assertThat(manifest.snapshot().at()).isEqualTo(Instant.parse("2026-11-24T07:00:00Z"));
    try (var inside = Files.list(out)) {
      assertThat(inside.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("reset", "rejects.csv", "manifest.json");
    }
  }

  @Test
  void anUnusableFileLeavesNothingBehind() throws IOException {
    FilteringFile.FileFilterOutcome.Held held =
        (FilteringFile.FileFilterOutcome.Held) filter("STORE,UPC\nA,12\n");
    assertThat(held.reason() + ": " + held.sentence())
        .isEqualTo(
            "MISSING_COLUMN: line 1 has no column QTY or QTY_ON_HAND or ON_HAND; its columns are STORE, UPC");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    assertThat(out.resolve("rejects.csv")).doesNotExist();
  }
}
