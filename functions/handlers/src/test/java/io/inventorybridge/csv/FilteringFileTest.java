// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.receiving.FilteringFile;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.json.DeliveryJson;
import io.inventorybridge.settings.Settings;
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

  private FilteringFile.Outcome filter(String file) throws IOException {
    return new FilteringFile(new CommonsCsvRows(), new DeliveryJson())
        .run(
            new FilteringFile.Input(
                "delta.csv",
                new ByteArrayInputStream(file.getBytes(UTF_8)),
                MODIFIED,
                "default",
                Optional.empty()),
            CatalogIndex.of(List.of(Product.of("0012", "p1"))),
            FacilityDirectory.anyStore(),
            Settings.defaults(),
            out);
  }

  @Test
  void partsRejectsAndManifestLieInTheDirectory() throws IOException {
    Files.createDirectories(out.resolve("reset"));
    Files.writeString(out.resolve("reset/part-0002.csv"), "of an earlier run");
    String name = "\"boot, \"\"high\"\"\r\nbrown\"";
    FilteringFile.Outcome outcome =
        filter(
            "STORE,UPC,NAME,QTY\nA,12,%s,1\nA,13,x,1\nB,12,%s,y\nA,0012,%s,3"
                .formatted(name, name, name));
    Manifest manifest = ((FilteringFile.Outcome.Written) outcome).manifest();
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
    FilteringFile.Outcome.Held held = (FilteringFile.Outcome.Held) filter("STORE,UPC\nA,12\n");
    assertThat(held.reason().saying(held.sentence()))
        .isEqualTo(
            "MISSING_COLUMN: line 1 has no column QTY or QTY_ON_HAND or ON_HAND; its columns are STORE, UPC");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    assertThat(out.resolve("rejects.csv")).doesNotExist();
  }
}
