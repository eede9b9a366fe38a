// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineWriterTest {
  @Test
  void onlyFieldsThatNeedQuotesGetThem() {
    assertThat(CsvLineWriter.of(List.of("a", "b,c", "d\"e", "f\ng", ""), ','))
        .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://evil.example\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uFF1D1"
      })
  void aFormulaBecomesAText(String formula) {
    assertThat(CsvLineWriter.escapeFormula(formula)).isEqualTo("'" + formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Boot =1", "O-1001", "'quoted'", "2050000163913", " =1"})
  void anyOtherTextStays(String text) {
    assertThat(CsvLineWriter.escapeFormula(text)).isEqualTo(text);
  }
}
