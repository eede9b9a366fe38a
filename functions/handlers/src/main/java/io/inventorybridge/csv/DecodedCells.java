// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one row, decoded as UTF-8 if all of them are valid, else as Windows-1252.
 *
 * @param bad true if the row holds NUL or a byte undefined in both; its cells are then decoded as
 *     well as possible
 */
record DecodedCells(List<String> cells, boolean bad) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Decodes cells with one character per byte. */
  static DecodedCells of(List<String> raw) {
    boolean ascii = true;
    boolean nul = false;
    for (String cell : raw) {
      for (int i = 0; i < cell.length(); i++) {
        ascii &= cell.charAt(i) < 0x80;
        nul |= cell.charAt(i) == 0;
      }
    }
    if (ascii) {
      return new DecodedCells(List.copyOf(raw), nul);
    }
    try {
      return new DecodedCells(decoded(raw, StandardCharsets.UTF_8), nul);
    } catch (CharacterCodingException notUtf8) {
      try {
        return new DecodedCells(decoded(raw, WINDOWS_1252), nul);
      } catch (CharacterCodingException neither) {
        return new DecodedCells(List.copyOf(raw), true);
      }
    }
  }

  private static List<String> decoded(List<String> raw, Charset charset)
      throws CharacterCodingException {
    List<String> cells = new ArrayList<>(raw.size());
    for (String cell : raw) {
      cells.add(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(cell.getBytes(StandardCharsets.ISO_8859_1)))
              .toString());
    }
    return List.copyOf(cells);
  }
}
