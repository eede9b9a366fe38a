// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.imports.ImportReject;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.UnusableTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableCodecTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theDelimiterIsTheOneThatTheHeaderHasMostOf(String delimiter) {
    String title = "b, c; d|e\tf";
    String file =
        String.join(delimiter, "upca", "productId", "title")
            + "\n"
            + String.join(delimiter, "1", "a", '"' + title + '"');

    assertThat(read(file)).containsExactly("[upca, productId, title]", "2 [1, a, " + title + "]");
  }

  @Test
  void aSingleColumnNeedsNoDelimiter() {
    assertThat(read("facilityId\nA\nB")).containsExactly("[facilityId]", "2 [A]", "3 [B]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // ␍ and ␊ stand for line ends, · for the byte order mark
    "'a,b␊1,2␊', '[a, b]|2 [1, 2]'",
    "'a,b␍␊1,2␍␊3,4', '[a, b]|2 [1, 2]|3 [3, 4]'",
    "'·a,b␊1,2', '[a, b]|2 [1, 2]'",
    "'·\"a\",b␊1,2', '[a, b]|2 [1, 2]'",
    "'␊a,b␊␊1,2␊  ␊3,4␊␊', '[a, b]|4 [1, 2]|6 [3, 4]'",
    "'a,b␊\"x␊y\",2␊3,4␊', '[a, b]|2 [x␊y, 2]|4 [3, 4]'",
    "'a,b␊\"say \"\"hi\"\"\",2', '[a, b]|2 [say \"hi\", 2]'",
    "'a,b␊,␊', '[a, b]|2 [, ]'",
    "'a,b␊ 1 , 2', '[a, b]|2 [ 1 ,  2]'",
  })
  void linesAreNumberedAsInATextEditor(String file, String expected) {
    String content = file.replace('␍', '\r').replace('␊', '\n').replace('·', '\uFEFF');

    assertThat(String.join("|", read(content)).replace('\n', '␊')).isEqualTo(expected);
  }

  @Test
  void everyRowIsUtf8OrElseWindows1252() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("id,año\n1,niño €\n".getBytes(UTF_8));
    file.writeBytes("2,niño €\n".getBytes(WINDOWS_1252));
    file.writeBytes(new byte[] {'3', ',', (byte) 0x81, '\n', '4', ',', 0, '\n'});

    List<String> seen = read(file.toByteArray());

    assertThat(seen.subList(0, 3)).containsExactly("[id, año]", "2 [1, niño €]", "3 [2, niño €]");
    assertThat(seen.subList(3, 5))
        .containsExactly(
            "4 BAD_ENCODING: line 4 holds NUL or bytes that no letter has",
            "5 BAD_ENCODING: line 5 holds NUL or bytes that no letter has");
  }

  @Test
  void aRowOfAnotherWidthIsRejectedAndTheNextOneIsRead() {
    assertThat(read("a,b\n1\n1,2,3\n4,5\n"))
        .containsExactly(
            "[a, b]",
            "2 WRONG_FIELD_COUNT: line 2 has 1 fields, and the header has 2",
            "3 WRONG_FIELD_COUNT: line 3 has 3 fields, and the header has 2",
            "4 [4, 5]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it is empty",
        "'␊ ␊'|it is empty",
        "a,␀|line 1 holds a NUL byte: this is not a CSV file in UTF-8 or Windows-1252",
        "a,b␊1,\"2␊3,4|line 2: a quoted field is opened and never closed",
      })
  void aFileThatIsNotATableIsRefusedInOneSentence(String file, String reason) {
    assertThatThrownBy(() -> read(file.replace('␊', '\n').replace('␀', '\0')))
        .isInstanceOf(UnusableTable.class)
        .hasMessage(reason);
  }

  @Test
  void rejectsAreTheInputRowsPlusLineReasonAndMessage() {
    byte[] written =
        new CsvTableCodec()
            .write(
                List.of("upca", "productId"),
                List.of(
                    new ImportReject(3, List.of("", "a,b"), "EMPTY_UPC", "the upca is empty"),
                    new ImportReject(9, List.of("5"), "WRONG_FIELD_COUNT", "line 9 has \"one\"")));

    assertThat(new String(written, UTF_8))
        .isEqualTo(
            """
            upca,productId,rejectLine,rejectReason,rejectMessage
            ,"a,b",3,EMPTY_UPC,the upca is empty
            5,,9,WRONG_FIELD_COUNT,"line 9 has ""one\"""
            """);
  }

  private static List<String> read(String file) {
    return read(file.getBytes(UTF_8));
  }

  private static List<String> read(byte[] file) {
    List<String> seen = new ArrayList<>();
    new CsvTableCodec()
        .read(
            new ByteArrayInputStream(file),
            new TableCodec.Visitor() {
              @Override
              public boolean isRow(List<String> cells) {
                return cells.getFirst().matches("[0-9]+");
              }

              @Override
              public void header(List<String> names) {
                seen.add(names.toString());
              }

              @Override
              public void row(long line, List<String> cells) {
                seen.add(line + " " + cells);
              }

              @Override
              public void reject(ImportReject reject) {
                seen.add(reject.line() + " " + reject.reason() + ": " + reject.message());
              }
            });
    return seen;
  }
}
