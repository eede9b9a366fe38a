// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.rows.RowText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LettersTest {
  /** Of the third and fourth byte only the edge cases. */
  private static final int[] EDGES = {0x80, 0xbf, 0xc0};

  @Test
  void bytesAreJudgedAsTheDecoderJudgesThem() throws IOException {
    List<String> different = new ArrayList<>();
    for (int first = 0x80; first <= 0xff; first++) {
      for (int second = 1; second <= 0xff; second++) {
        for (int third : EDGES) {
          for (int fourth : EDGES) {
            byte[] row = {(byte) first, (byte) second, (byte) third, (byte) fourth};
            if (judged(row) != RowText.of(row)) {
              different.add(Arrays.toString(row));
            }
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static RowText judged(byte[] row) throws IOException {
    MarkedBytes bytes = new MarkedBytes(new ByteArrayInputStream(row), (byte) ',', 8, 8);
    bytes.more(bytes.limit());
    if (Letters.areUtf8(bytes, MarkedBytes.START, bytes.limit())) {
      return RowText.UTF_8;
    }
    return Letters.areWindows1252(bytes, MarkedBytes.START, bytes.limit())
        ? RowText.WINDOWS_1252
        : RowText.BAD;
  }
}
