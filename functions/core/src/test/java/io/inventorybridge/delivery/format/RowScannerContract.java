// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.inventorybridge.delivery.FilterReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The contract of every scanner. */
public abstract class RowScannerContract {
  protected abstract RowScanner scanner();

  /** A row as a test sees it. */
  private record Seen(long line, List<String> fields, String raw, boolean ascii) {}

  private List<Seen> scan(RowScanner scanner, InputStream rows, char delimiter) {
    List<Seen> seen = new ArrayList<>();
    try {
      scanner.scan(
          rows,
          delimiter,
          2,
          new RowSink() {
            @Override
            public void row(DeltaRow row) {
              List<String> fields = new ArrayList<>();
              for (int i = 0; i < row.fields(); i++) {
                fields.add(row.field(i));
              }
              seen.add(
                  new Seen(row.line(), fields, new String(row.raw(), ISO_8859_1), row.ascii()));
            }

            @Override
            public void filtered(FilterReason reason, long rows) {
              throw new AssertionError("nothing says what may be dropped");
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return seen;
  }

  private List<Seen> scan(String rows) {
    return scan(scanner(), new ByteArrayInputStream(rows.getBytes(ISO_8859_1)), ',');
  }

  @Test
  void aRowGivesItsLineItsFieldsAndItsBytes() {
    assertThat(scan("a,b,\n1,,3\n"))
        .containsExactly(
            new Seen(2, List.of("a", "b", ""), "a,b,", true),
            new Seen(3, List.of("1", "", "3"), "1,,3", true));
  }

  @Test
  void linesEndWithLfCrlfOrCrAndTheLastLineMayEndWithoutOne() {
    assertThat(scan("a,1\r\nb,2\rc,3\nd,4"))
        .extracting(Seen::line, Seen::raw)
        .containsExactly(tuple(2L, "a,1"), tuple(3L, "b,2"), tuple(4L, "c,3"), tuple(5L, "d,4"));
  }

  @Test
  void anEmptyLineIsNotARowAndIsCountedAsALine() {
    assertThat(scan("\na,1\n\r\n\nb,2\n\n"))
        .extracting(Seen::line, Seen::raw)
        .containsExactly(tuple(3L, "a,1"), tuple(6L, "b,2"));
  }

  @Test
  void quotedFieldsHoldDelimitersQuotesAndLineEnds() {
    assertThat(scan("\"a,\"\"b\"\"\nc\",1\n\"\",\"x\"\nlast,2"))
        .containsExactly(
            new Seen(2, List.of("a,\"b\"\nc", "1"), "\"a,\"\"b\"\"\nc\",1", true),
            new Seen(4, List.of("", "x"), "\"\",\"x\"", true),
            new Seen(5, List.of("last", "2"), "last,2", true));
  }

  @Test
  void aQuoteWithinAnUnquotedFieldAndTextBehindAClosingQuoteBelongToTheField() {
    assertThat(scan("12\" pipe,1\n\"12\" pipe,2\n"))
        .extracting(Seen::fields)
        .containsExactly(List.of("12\" pipe", "1"), List.of("12 pipe", "2"));
  }

  @Test
  void fieldsAreBytesAndTheRowKnowsWhetherAllEncodingsReadItAlike() {
    assertThat(scan("\u00c3\u00b1,1\n\u0000,2\n"))
        .containsExactly(
            new Seen(2, List.of("\u00c3\u00b1", "1"), "\u00c3\u00b1,1", false),
            new Seen(3, List.of("\u0000", "2"), "\u0000,2", false));
  }

  @Test
  void aQuoteThatIsNeverClosedIsNamedByTheLineItStandsIn() {
    assertThatThrownBy(() -> scan("a,1\n\"b\nc\",\"x\nd,2\n"))
        .isInstanceOf(UnreadableDelta.class)
        .hasMessage("line 4: a quoted field is opened and never closed");
  }

  @Test
  void aQuoteThatSwallowsTheFileIsRefusedBeforeTheMemoryIs() {
    String rows = "a,1\nb,\"2\n" + "some,row\n".repeat(300_000);
    assertThatThrownBy(() -> scan(rows))
        .isInstanceOf(UnreadableDelta.class)
        .hasMessage("line 3: a quoted field is opened and not closed within 1048576 bytes");
  }

  @Test
  void aRowWithoutEndIsRefusedToo() {
    assertThatThrownBy(() -> scan("a,1\n" + "x".repeat(2_000_000)))
        .isInstanceOf(UnreadableDelta.class)
        .hasMessage("line 3: a row is longer than 1048576 bytes");
  }

  @Test
  void aLongRowWithinTheLimitIsARow() {
    String longField = "x".repeat(RowScanner.LONGEST_RECORD - 100);
    assertThat(scan("a,1\n" + longField + ",2\nb,3\n"))
        .extracting(Seen::line, seen -> seen.fields().getFirst().length())
        .containsExactly(tuple(2L, 1), tuple(3L, longField.length()), tuple(4L, 1));
  }

  @Test
  void anyBytesGiveTheRowsOfThePlainReadingHoweverTheyArrive() {
    String alphabet = "ab,|\"\"\n\r\n\u00e9\u0000 ";
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(random.nextInt(20) == 0 ? 30_000 : 60);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] bytes = text.toString().getBytes(ISO_8859_1);
      char delimiter = random.nextBoolean() ? ',' : '|';
      int piece = 1 + random.nextInt(20);
      assertThat(rowsOrRefusal(scanner(), new Pieces(bytes, piece), delimiter))
          .as("seed %d", seed)
          .isEqualTo(
              rowsOrRefusal(new ReferenceRowScanner(), new ByteArrayInputStream(bytes), delimiter));
    }
  }

  private Object rowsOrRefusal(RowScanner scanner, InputStream rows, char delimiter) {
    try {
      return scan(scanner, rows, delimiter);
    } catch (UnreadableDelta e) {
      return e.sentence();
    }
  }

  /** A stream that gives a few bytes at a time, as the network does. */
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;

    Pieces(byte[] bytes, int most) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, Math.min(length, most));
    }
  }
}
