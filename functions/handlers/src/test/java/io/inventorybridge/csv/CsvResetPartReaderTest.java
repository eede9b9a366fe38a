// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.DamagedPart;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CsvResetPartReaderTest {
  private static final String HEADER = "facilityId,idType,idValue,availableQty,locationSeqId\n";

  private static List<ResetRow> rows(String part, long from) {
    try (Stream<ResetRow> rows =
        new CsvResetPartReader().rows(new ByteArrayInputStream(part.getBytes(UTF_8)), from)) {
      return rows.toList();
    }
  }

  @Test
  void aPartIsReadRowByRowFromWhereItStopped() {
    String part =
        HEADER + "SVC21,UPCA,0012,-3,TLTLTLLL01\n\"A,36\",UPCA,12,5,\"BIN,\n1\"\nB,UPCA,7,0,X\n";
    ResetRow first =
        new ResetRow(StockKey.of("SVC21", "12"), "0012", StockQuantity.of(-3), "TLTLTLLL01", 2);
    ResetRow second =
        new ResetRow(StockKey.of("A,36", "12"), "12", StockQuantity.of(5), "BIN,\n1", 3);
    ResetRow third = new ResetRow(StockKey.of("B", "7"), "7", StockQuantity.ZERO, "X", 5);
    assertThat(rows(part, 0)).containsExactly(first, second, third);
    assertThat(rows(part, 2)).containsExactly(third);
    assertThat(rows(part, 9)).isEmpty();
    assertThat(rows(HEADER, 0)).isEmpty();
  }

  @Test
  void aDamagedPartSaysWhere() {
    assertDamaged("", "the reset part is empty; a header at least is expected");
    assertDamaged(
        "a,b\n",
        "line 1 is 'a,b', the header of a reset part is 'facilityId,idType,idValue,availableQty,locationSeqId'");
    assertDamaged(HEADER + "A,UPCA,12\n", "line 2 has 3 fields, a reset part has 5");
    assertDamaged(
        HEADER + "A,UPCA,12,1,X\nA,SKU,12,5,X\n", "line 3, column idType: 'SKU' is not UPCA");
    assertDamaged(HEADER + "A,UPCA,x,5,X\n", "line 2, column idValue: 'x' is not a UPCA");
    assertDamaged(
        HEADER + "A,UPCA,12,5.0,X\n", "line 2, column availableQty: '5.0' is not a whole number");
    assertDamaged(HEADER + ",UPCA,12,5,X\n", "line 2, column facilityId is empty");
    assertDamaged(
        HEADER + "A\u0007,UPCA,12,5,X\n", "line 2, column facilityId has control characters");
  }

  private static void assertDamaged(String part, String message) {
    assertThatThrownBy(() -> rows(part, 0)).isInstanceOf(DamagedPart.class).hasMessage(message);
  }
}
