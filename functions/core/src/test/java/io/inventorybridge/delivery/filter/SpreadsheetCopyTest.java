// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.format.CsvLineWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCopyTest {
  private static final String KEY = "rejects/20261124T063000Z-sv-0123456789ab.csv";
  private static final String TITLE =
      "\uFEFFThis copy is for reading only; correct " + KEY + " and drop that file\r\n";
  private static final List<String> OWN = List.of("rejectLine", "rejectReason", "rejectMessage");

  private static String copy(String rejects) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    SpreadsheetCopy.write(new ByteArrayInputStream(rejects.getBytes(UTF_8)), copy, KEY);
    return copy.toString(UTF_8);
  }

  @Test
  void aCopyNamesTheFileToCorrectAndHasTheLinesOfASpreadsheet() throws IOException {
    assertThat(
            copy(
                "SBS_NO,UPC,QTY,rejectLine,rejectReason,rejectMessage\n"
                    + "1,2.05E+12,4,12,LOSSY_UPC,\"line 12, column UPC: lost\"\n"))
        .isEqualTo(
            TITLE
                + "dropped: SBS_NO,dropped: UPC,dropped: QTY,rejectLine,rejectReason,rejectMessage\r\n"
                + "1,'2.05E+12,4,12,LOSSY_UPC,\"line 12, column UPC: lost\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void aBarBecomesACommaBecauseNoSpreadsheetReadsIt(char delimiter) throws IOException {
    String rejects =
        CsvLineWriter.of(withOwn("A"), delimiter)
            + CsvLineWriter.of(List.of("a,b", "1", "R", "m"), delimiter);
    char expected = delimiter == '|' ? ',' : delimiter;
    assertThat(copy(rejects))
        .endsWith(CsvLineWriter.of(List.of("a,b", "1", "R", "m"), expected).strip() + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-5",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "\uFF1D1",
        "0012",
        "00",
        "1.0",
        "1,000",
        "2.05E+12",
        "123456789012",
        "2050000100017",
        "2026-11-24",
        "3/4",
        ".5",
        "1-2",
        "7am"
      })
  void aCellThatASpreadsheetExecutesOrChangesBeginsWithAnApostrophe(String cell) {
    assertThat(SpreadsheetCopy.harmless(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "5", "12345678901", "Scarf", "LOSSY_UPC", "line 12, column", "'x"})
  void anyOtherCellStaysAsItIs(String cell) {
    assertThat(SpreadsheetCopy.harmless(cell)).isEqualTo(cell);
  }

  @Test
  void noCellIsLostWhateverItHolds() throws IOException {
    Random random = new Random(16);
    List<String> alphabet =
        List.of("a", "1", "=", ",", ";", "|", "\t", "\"", "'", "\n", "\u00e9", "\uD83D\uDE00", " ");
    for (int world = 0; world < 2_000; world++) {
      char delimiter = ",;|\t".charAt(random.nextInt(4));
      List<List<String>> rows = new ArrayList<>();
      StringBuilder rejects = new StringBuilder(CsvLineWriter.of(withOwn("A", "B"), delimiter));
      for (int row = 0; row < random.nextInt(4); row++) {
        List<String> cells = new ArrayList<>();
        for (int cell = 0; cell < 5; cell++) {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(6); i > 0; i--) {
            text.append(alphabet.get(random.nextInt(alphabet.size())));
          }
          cells.add(text.toString());
        }
        rows.add(cells);
        rejects.append(CsvLineWriter.of(cells, delimiter));
      }
      char written = delimiter == '|' ? ',' : delimiter;
      StringBuilder expected =
          new StringBuilder(
              CsvLineWriter.of(
                  List.of("dropped: A", "dropped: B", OWN.get(0), OWN.get(1), OWN.get(2)),
                  written));
      for (List<String> cells : rows) {
        expected.append(
            CsvLineWriter.of(cells.stream().map(SpreadsheetCopy::harmless).toList(), written));
      }
      String copy = copy(rejects.toString());
      assertThat(copy.substring(copy.indexOf('\n') + 1).replace("\r\n", "\n"))
          .as("world %d", world)
          .isEqualTo(expected.toString());
    }
  }

  private static List<String> withOwn(String... names) {
    List<String> all = new ArrayList<>(List.of(names));
    all.addAll(OWN);
    return all;
  }
}
