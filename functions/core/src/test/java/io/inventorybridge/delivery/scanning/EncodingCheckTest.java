// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.format.RowEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EncodingCheckTest {
  /** Of the third and fourth byte only the edge cases. */
  private static final int[] EDGES = {0x80, 0xbf, 0xc0};

  @Test
  @Tag("exhaustive")
  void theCheckAgreesWithTheDecoder() throws IOException {
    List<String> different = new ArrayList<>();
    for (int first = 0x80; first <= 0xff; first++) {
      for (int second = 1; second <= 0xff; second++) {
        for (int third : EDGES) {
          for (int fourth : EDGES) {
            byte[] row = {(byte) first, (byte) second, (byte) third, (byte) fourth};
            if (judged(row) != RowEncoding.of(row)) {
              different.add(Arrays.toString(row));
            }
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static RowEncoding judged(byte[] row) throws IOException {
    StructuralIndex bytes = new StructuralIndex(new ByteArrayInputStream(row), (byte) ',', 8, 8);
    bytes.more(bytes.limit());
    if (EncodingCheck.areUtf8(bytes, StructuralIndex.START, bytes.limit())) {
      return RowEncoding.UTF_8;
    }
    return EncodingCheck.areWindows1252(bytes, StructuralIndex.START, bytes.limit())
        ? RowEncoding.WINDOWS_1252
        : RowEncoding.BAD;
  }
}
