// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator meets a staged edition on the command line. */
@Tag("system")
class InputsCommandTest {
  private static final String RULES =
      "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n";
  private static final int PRODUCTS = 25;

  @TempDir private Path directory;

  @Test
  void aStagedEditionIsToldListedReleasedAndTakenBack() throws Exception {
    RetailerNight night = new RetailerNight(directory);
    StringBuilder catalog = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    StringBuilder load = new StringBuilder(RetailerNight.HEADER);
    for (int n = 1; n <= PRODUCTS; n++) {
      long upca = 2_050_000_100_000L + n;
      catalog.append("%d,v%d,%d\n".formatted(upca, n, 48_100_000 + n));
      load.append("1,001,%d,9\n".formatted(upca));
    }
    String delta = night.file("load.csv", load.toString());
    CommandResult ran =
        night.run(
            delta,
            "2026-03-03T07:00:00Z",
            "--initial",
            "--catalog",
            night.file("catalog.csv", catalog.toString()),
            "--facilities",
            night.facilities(),
            "--rules",
            night.file("good/rules.csv", RULES + "10,SAFETY_STOCK,,,,,,0\n"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(night.inventory("sync", "--full").code()).isZero();

    String off = night.file("off/rules.csv", RULES + "10,CHANNEL,,,,,,N\n");
    CommandResult imported = night.inventory("import", "--rules", off);
    assertThat(imported.code()).isEqualTo(1);
    assertThat(imported.out()).isEqualTo("rules: 1 of 1 rows staged\n");
    assertThat(imported.err())
        .contains(
            "inventory: --rules: staged, not in force: 25 of 25 pairs above zero would fall to 0 or"
                + " be published no longer; at most 25 % may; let it in by: inventory inputs"
                + " --release RULES --data "
                + night.data());

    CommandResult listed = night.inventory("inputs");
    assertThat(listed.code()).isZero();
    assertThat(listed.out())
        .contains("RULES       STAGED ", "RULES       IN_FORCE ", "CATALOG     IN_FORCE ")
        .contains("  would change 25 of 25 pairs: 225 units now, 0 then\n")
        .contains("    2050000100001  item 48100001 at 7001: 9 -> 0\n");

    CommandResult next =
        night.run(
            night.file("day.csv", RetailerNight.HEADER + "1,001,2050000100001,8\n"),
            "2026-03-04T07:00:00Z",
            "--rules",
            off);
    assertThat(next.code()).as("the delivery settles by the rules in force").isEqualTo(1);
    assertThat(next.out()).contains("SETTLED");

    assertThat(night.inventory("inputs", "--release", "CATALOG").err())
        .contains("no edition of CATALOG is staged; see the list of inputs");
    assertThat(night.inventory("inputs", "--release", "rules").code()).isZero();
    JsonNode editions = JsonCodec.read(night.inventory("inputs", "--json").out()).path("inputs");
    String good = "";
    for (JsonNode edition : editions) {
      assertThat(edition.path("status").asText()).isNotEqualTo("STAGED");
      if (edition.path("kind").asText().equals("RULES")) {
        good = edition.path("id").asText();
      }
    }
    CommandResult restored = night.inventory("inputs", "--restore", good);
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(restored.out()).isEqualTo("restored: edition " + good + " is in force again\n");
    assertThat(night.inventory("inputs", "--restore", "none").code()).isEqualTo(2);
  }
}
