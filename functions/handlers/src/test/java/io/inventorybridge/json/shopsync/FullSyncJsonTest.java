// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.full.BatchFindings;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.shopsync.full.FullSyncReport.Figures;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FullSyncJsonTest {
  private static final PairDiscrepancy LOWERED =
      new PairDiscrepancy(
          pair("48100001"),
          Optional.of(CanonicalUpc.of("2050000100017")),
          DiscrepancyReason.LOWERED,
          20,
          1,
          2,
          Optional.of(25L),
          Optional.of(20L),
          Optional.of(Instant.parse("2026-11-22T08:00:00Z")),
          "");

  private static final PairDiscrepancy UNKNOWN =
      new PairDiscrepancy(
          pair("48100002"),
          Optional.empty(),
          DiscrepancyReason.UNKNOWN_ITEM,
          -1,
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          "two \"lines\"\nand a tab\t");

  private final FullSyncJson format = new FullSyncJson();

  @Test
  void theReportReadsTheRowsThatABatchWrote() {
    List<PairDiscrepancy> everyReason =
        Arrays.stream(DiscrepancyReason.values())
            .map(
                reason ->
                    new PairDiscrepancy(
                        pair("1" + reason.ordinal()),
                        Optional.empty(),
                        reason,
                        reason.ordinal(),
                        0,
                        0,
                        Optional.of(0L),
                        Optional.empty(),
                        reason.name()))
            .toList();
    assertThat(format.readBatch(format.batch(rows(everyReason)))).isEqualTo(rows(everyReason));
    BatchFindings both = new BatchFindings(List.of(LOWERED, UNKNOWN), List.of(pair("48100003")));
    assertThat(format.readBatch(format.batch(both))).isEqualTo(both);
    assertThat(format.readBatch(format.batch(rows(List.of())))).isEqualTo(rows(List.of()));
  }

  @Test
  void aBatchIsALineForEachRow() {
    String written =
        new String(format.batch(rows(List.of(LOWERED, UNKNOWN))), StandardCharsets.UTF_8);
    assertThat(written).endsWith("}\n");
    assertThat(written.lines()).hasSize(2);
  }

  @Test
  void aBatchThatIsCutOffIsNotTakenForAWholeOne() {
    byte[] written = format.batch(rows(List.of(LOWERED, UNKNOWN)));
    assertThatThrownBy(() -> format.readBatch(Arrays.copyOf(written, written.length - 9)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a batch of the full sync is not readable");
  }

  @Test
  void theReportCountsByReasonAndWhatIsNotKnownIsNull() throws JsonProcessingException {
    FullSyncReport report =
        new FullSyncReport(
            "r1",
            Instant.parse("2026-11-24T03:30:00Z"),
            Instant.parse("2026-11-24T03:41:00Z"),
            Publish.LIVE,
            List.of("source sv: nothing"),
            new Figures(5, 4, 5, 6, 7, 8, 9),
            List.of(LOWERED, UNKNOWN));
    JsonNode expected =
        JsonCodec.read(
            """
            {"run":"r1","began":"2026-11-24T03:30:00Z","ended":"2026-11-24T03:41:00Z","publish":"LIVE",
             "missing":["source sv: nothing"],"read":5,"agreed":3,"written":1,"published":4,
             "uncertain":5,"parked":6,"calls":7,"requests":8,"points":9,
             "byReason":{"LOWERED":1,"UNKNOWN_ITEM":1},
             "discrepancies":[
              {"shopifyInventoryItemId":"48100001","shopifyLocationId":"7001","upca":"2050000100017",
               "reason":"LOWERED","ours":20,"unknownOrders":1,"unknownCancellations":2,
               "shopifyBefore":25,"shopifyAfter":20,"since":"2026-11-22T08:00:00Z",
               "message":""},
              {"shopifyInventoryItemId":"48100002","shopifyLocationId":"7001","upca":null,
               "reason":"UNKNOWN_ITEM","ours":-1,"unknownOrders":0,"unknownCancellations":0,
               "shopifyBefore":null,"shopifyAfter":null,"since":null,
               "message":"two \\"lines\\"\\nand a tab\\t"}]}
            """);
    assertThat(JsonCodec.read(format.report(report))).isEqualTo(expected);
  }

  private static BatchFindings rows(List<PairDiscrepancy> discrepancies) {
    return new BatchFindings(discrepancies, List.of());
  }

  private static ItemAtLocation pair(String item) {
    return new ItemAtLocation(new InventoryItemId(item), new ShopLocationId("7001"));
  }
}
