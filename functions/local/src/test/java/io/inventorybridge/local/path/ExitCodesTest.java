// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code 2 and one clear line for every error before a delivery is processed. */
@Tag("system")
@Timeout(180)
class ExitCodesTest {
  @TempDir Path directory;

  @Test
  void wrongArgumentsUnreadablePathsAndUnusableFilesAreOneLineAndCode2() {
    RetailerNight night = new RetailerNight(directory);
    night.masters();
    String data = night.data();
    String delta = night.delta("delta.csv");
    String catalog = night.catalog();
    String none = directory.resolve("none").toString();
    String folder = directory.toString();
    String noCatalog = night.file("orders-of-mine.csv", "upca,sku\n1,2\n");
    String noFacilities = night.file("stores.csv", "name\nCentro\n");
    String noRules = night.file("rules-of-mine.csv", "sequence,kind,value\n1,THRESHOLD,2\n");
    String badRules =
        night.file(
            "bad-rules.csv",
            "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n1,WHAT,,,,,,2\n");
    String noSettings = night.file("settings.json", "{\"partsize\":1}");
    String noJson = night.file("settings.txt", "partSize=1");
    String unknown = "20260303T070000Z-default-0123456789ab";
    List<List<String>> wrong =
        List.of(
            List.of("nonsense"),
            List.of("run"),
            List.of("run", none),
            List.of("run", folder),
            List.of("run", delta, "--no-such-option"),
            List.of("run", delta, "--initial", "--corrections"),
            List.of("run", delta, "--snapshot-time", "yesterday"),
            List.of("run", delta, "--snapshot-time", "2026-03-03T07:00:00"),
            List.of("run", delta, "--source", "a/b"),
            List.of("run", delta, "--catalog", none),
            List.of("run", delta, "--facilities", none),
            List.of("run", delta, "--orders", none),
            List.of("run", delta, "--settings", none),
            List.of("run", delta, "--settings", noSettings),
            List.of("run", delta, "--settings", noJson),
            List.of("run", delta, "--catalog", noCatalog),
            List.of("run", delta, "--facilities", noFacilities),
            List.of("run", delta, "--catalog", catalog, "--data", delta),
            List.of("run", delta, "--rules", none),
            List.of("run", delta, "--rules", noRules),
            List.of("import", "--rules", noRules, "--data", data),
            List.of("import", "--rules", badRules, "--data", data),
            List.of("online", "--data", data),
            List.of("online", "no-upc", "--data", data),
            List.of("online", "74", "--data", data),
            List.of("online", RetailerNight.A, "--data", none),
            List.of("online", RetailerNight.A),
            List.of("import", "--data", data),
            List.of("import", "--catalog", none, "--data", data),
            List.of("import", "--catalog", noCatalog, "--data", data),
            List.of("import", "--facilities", noFacilities, "--data", data),
            List.of("explain", "--data", data),
            List.of("explain", "NYC", "--data", data),
            List.of("explain", "NYC", "no-upc", "--data", data),
            List.of("explain", "NYC", "74", "--data", data),
            List.of("explain", "NOWHERE", RetailerNight.A, "--data", data),
            List.of("explain", "", RetailerNight.A, "--data", data),
            List.of("explain", "NYC", RetailerNight.A, "--data", none),
            List.of("explain", "NYC", RetailerNight.A),
            List.of("filter", delta, "--out", none),
            List.of("filter", none, "--catalog", catalog, "--out", none),
            List.of("filter", delta, "--catalog", none, "--out", none),
            List.of("filter", delta, "--catalog", noCatalog, "--out", none),
            List.of("filter", delta, "--catalog", catalog, "--facilities", none, "--out", none),
            List.of("filter", delta, "--catalog", catalog, "--settings", noSettings, "--out", none),
            List.of("filter", delta, "--catalog", catalog, "--out", delta),
            List.of("retry", unknown, "--data", data),
            List.of("release", unknown, "--data", data),
            List.of("refuse", unknown, "--data", data),
            List.of("retry", "no-delivery", "--data", data),
            List.of("release", unknown, "--snapshot-time", "noon", "--data", data),
            List.of("refuse", unknown),
            List.of("refuse", "--data", data),
            List.of("retry", unknown, "--data", none),
            List.of("sync", "--data", data),
            List.of("sync", "--recent"),
            List.of("sync", "--recent", "--data", none),
            List.of("sync", "--recent", "--full", "--data", data),
            List.of("sync", "--full", "--live", "--shadow", "--data", data),
            List.of("sync", "--recent", "--recheck-after", "soon", "--data", data),
            List.of("sync", "--recent", "--recheck-after", "PT-1S", "--data", data),
            List.of("sync", "--full", "--shop", "https://example.com", "--data", data),
            List.of("serve", "--data", delta),
            List.of("serve", "--settings", none),
            List.of("generate", "--size", "1MB", "--seed", "x", "--out", none));
    List<String> complaints = new ArrayList<>();
    for (List<String> arguments : wrong) {
      CommandResult ran = CommandResult.inventory(arguments.toArray(String[]::new));
      if (ran.code() != 2
          || !ran.out().isEmpty()
          || !ran.err().matches("inventory: [^\n]{10,600}\n")
          || ran.err().contains("Exception")) {
        complaints.add(String.join(" ", arguments) + " -> " + ran);
      }
    }
    assertThat(complaints).isEmpty();
    assertThat(Path.of(none)).as("invalid input leaves no output").doesNotExist();
  }

  @Test
  void aBadLineOfOrdersIsRejectedAndTheImportContinues() throws Exception {
    RetailerNight night = new RetailerNight(directory);
    String orders = night.orders();
    Files.writeString(Path.of(orders), "no json\n" + Files.readString(Path.of(orders)) + "{}\n");
    CommandResult ran =
        night.run(
            night.delta("delta.csv"),
            "2026-03-03T07:00:00Z",
            "--catalog",
            night.catalog(),
            "--facilities",
            night.facilities(),
            "--orders",
            orders);
    assertThat(ran.code()).isZero();
    assertThat(ran.report().path("status").asText()).isEqualTo("SETTLED");
    assertThat(night.onHand(RetailerNight.NEW_YORK)).containsExactly(8L, 8L, 5L);
    assertThat(night.keys("rejects/orders/")).isNotEmpty();
  }

  @Test
  void aKeyThatOnlyHasReservationsIsKnown() {
    RetailerNight night = new RetailerNight(directory);
    night.masters();
    CommandResult ran = night.inventory("explain", "1/001", RetailerNight.C, "--json");
    assertThat(ran.code()).isZero();
    assertThat(ran.json())
        .isEqualTo(
            RetailerNight.json(
                """
                {"facilityId":"NYC","upca":"8720116127799","onHand":0,"reserved":2,"availableToPromise":-2,
                 "baseline":null,"pending":null,"entries":[]}
                """));
  }
}
