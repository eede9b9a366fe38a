// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.orders.OrderLineReader.DropLine;
import io.inventorybridge.orders.OrderLineReader.ReadableLine;
import io.inventorybridge.orders.OrderLineReader.UnreadableLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderLineReaderTest {
  @Test
  void everyLineEndEndsALine() throws IOException {
    assertThat(lines("a\nb\r\nc\rd\n\n".getBytes(UTF_8)))
        .containsExactly(
            new ReadableLine("a"),
            new ReadableLine("b"),
            new ReadableLine("c"),
            new ReadableLine("d"),
            new ReadableLine(""));
  }

  @Test
  void aByteOrderMarkIsSkippedAtTheStartOnly() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb".getBytes(UTF_8)))
        .containsExactly(new ReadableLine("a"), new ReadableLine("\uFEFFb"));
  }

  @Test
  void aLineThatIsNotUtf8IsUnreadableAndTheNextOneIsRead() throws IOException {
    assertThat(lines(new byte[] {'a', 'b', (byte) 0xe9, '\n', 'c'}))
        .containsExactly(
            new UnreadableLine("it is not valid UTF-8 at byte 3; write the file in UTF-8"),
            new ReadableLine("c"));
  }

  @Test
  void aLineOfTheMostBytesIsReadAndALongerOneIsNot() throws IOException {
    String most = "x".repeat(OrderLineReader.MOST_BYTES);
    assertThat(lines(("\uFEFF" + most + "\n" + most + "\n" + most + "y\nz").getBytes(UTF_8)))
        .containsExactly(
            new ReadableLine(most),
            new ReadableLine(most),
            new UnreadableLine("it has 1,048,577 bytes, more than 1,048,576"),
            new ReadableLine("z"));
  }

  private static List<DropLine> lines(byte[] drop) throws IOException {
    OrderLineReader reader = new OrderLineReader(new ByteArrayInputStream(drop));
    List<DropLine> lines = new ArrayList<>();
    for (Optional<DropLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    return lines;
  }
}
