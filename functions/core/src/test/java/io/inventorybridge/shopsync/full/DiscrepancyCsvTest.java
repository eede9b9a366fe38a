// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscrepancyCsvTest {
  private static final String HEADER =
      "shopifyInventoryItemId,shopifyLocationId,upca,reason,ours,unknownOrders,"
          + "unknownCancellations,shopifyBefore,shopifyAfter,since,message\n";
  private static final ItemAtLocation PAIR =
      new ItemAtLocation(new InventoryItemId("48100001"), new ShopLocationId("7001"));

  @Test
  void aReportWithoutRowsIsItsHeader() {
    assertThat(csv()).isEqualTo(HEADER);
  }

  @Test
  void anUnknownNumberIsEmptyAndZeroIsZero() {
    PairDiscrepancy unknown =
        new PairDiscrepancy(
            PAIR,
            Optional.empty(),
            DiscrepancyReason.UNKNOWN_ITEM,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            "");
    PairDiscrepancy zero =
        new PairDiscrepancy(
            PAIR,
            Optional.of(CanonicalUpc.of("2050000100017")),
            DiscrepancyReason.LOWERED,
            0,
            1,
            2,
            Optional.of(-3L),
            Optional.of(0L),
            "");
    assertThat(csv(unknown, zero))
        .isEqualTo(
            HEADER
                + "48100001,7001,,UNKNOWN_ITEM,0,0,0,,,,\n"
                + "48100001,7001,2050000100017,LOWERED,0,1,2,-3,0,,\n");
  }

  /** Text from the shop that a spreadsheet would execute, or take for more columns or rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not sold here|not sold here",
        "no, thanks|\"no, thanks\"",
        "called \"Boot\"|\"called \"\"Boot\"\"\"",
        "`first\nsecond`|`\"first\nsecond\"`",
        "=HYPERLINK(A1)|'=HYPERLINK(A1)",
        "+1|'+1",
        "-1|'-1",
        "@SUM(A1,A2)|\"'@SUM(A1,A2)\"",
        "`\tx`|`'\tx`",
        "a=1|a=1",
      })
  void aMessageOfTheShopStaysOneCellOfText(String message, String cell) {
    assertThat(csv(parked(message)))
        .isEqualTo(HEADER + "48100001,7001,,PARKED,4,0,0,,,," + cell + "\n");
  }

  private static PairDiscrepancy parked(String message) {
    return new PairDiscrepancy(
        PAIR,
        Optional.empty(),
        DiscrepancyReason.PARKED,
        4,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        message);
  }

  private static String csv(PairDiscrepancy... rows) {
    return new String(DiscrepancyCsv.of(List.of(rows)), StandardCharsets.UTF_8);
  }
}
