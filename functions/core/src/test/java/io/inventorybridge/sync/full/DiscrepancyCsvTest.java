// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.reconciling.Reason;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscrepancyCsvTest {
  private static final String HEADER =
      "shopifyInventoryItemId,shopifyLocationId,upca,reason,ours,unknownOrders,"
          + "unknownCancellations,shopifyBefore,shopifyAfter,message\n";
  private static final Pair PAIR = new Pair(new ItemId("48100001"), new LocationId("7001"));

  @Test
  void aReportWithoutRowsIsItsHeader() {
    assertThat(csv()).isEqualTo(HEADER);
  }

  @Test
  void anUnknownNumberIsEmptyAndZeroIsZero() {
    Discrepancy unknown =
        new Discrepancy(
            PAIR,
            Optional.empty(),
            Reason.UNKNOWN_ITEM,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            "");
    Discrepancy zero =
        new Discrepancy(
            PAIR,
            Optional.of(Upc.of("2050000100017")),
            Reason.LOWERED,
            0,
            1,
            2,
            Optional.of(-3L),
            Optional.of(0L),
            "");
    assertThat(csv(unknown, zero))
        .isEqualTo(
            HEADER
                + "48100001,7001,,UNKNOWN_ITEM,0,0,0,,,\n"
                + "48100001,7001,2050000100017,LOWERED,0,1,2,-3,0,\n");
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
        .isEqualTo(HEADER + "48100001,7001,,PARKED,4,0,0,,," + cell + "\n");
  }

  private static Discrepancy parked(String message) {
    return new Discrepancy(
        PAIR,
        Optional.empty(),
        Reason.PARKED,
        4,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        message);
  }

  private static String csv(Discrepancy... rows) {
    return new String(DiscrepancyCsv.of(List.of(rows)), StandardCharsets.UTF_8);
  }
}
