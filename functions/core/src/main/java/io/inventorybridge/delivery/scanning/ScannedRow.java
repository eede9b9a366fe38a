// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.format.ScanState;
import java.nio.charset.StandardCharsets;

/** The present record; its fields are extracted on demand. */
final class ScannedRow implements DeltaRow {
  private final StructuralIndex bytes;
  private long line;
  private int moreLines;
  private boolean textAfterQuote;
  private long previous;
  private int start;
  private int end;
  private boolean nul;
  private ScanState reading = ScanState.OPEN;

  // Found on demand: the fields of most rows are never read.
  private boolean parted;
  private boolean ascii;
  private int fields;
  // The start of each field, and the position after the last one as if a delimiter followed it.
  private int[] starts = new int[16];

  ScannedRow(StructuralIndex bytes) {
    this.bytes = bytes;
  }

  /** Records what the quotes of the next record hold. */
  void noteQuotes(int lineEnds, boolean textFollows) {
    moreLines = lineEnds;
    textAfterQuote = textFollows;
  }

  ScannedRow at(
      long onLine, long previousLine, int from, int to, boolean holdsNul, ScanState known) {
    line = onLine;
    previous = previousLine;
    nul = holdsNul;
    start = from;
    end = to;
    reading = known;
    parted = false;
    return this;
  }

  private void part() {
    if (parted) {
      return;
    }
    parted = true;
    ascii = !nul && bytes.nextHigh(start, end) == end;
    fields = bytes.countDelimiters(start, end) + 1;
    if (fields >= starts.length) {
      starts = new int[2 * fields];
    }
    starts[0] = start;
    for (int i = 1; i < fields; i++) {
      starts[i] = bytes.nextDelimiter(starts[i - 1]) + 1;
    }
    starts[fields] = end + 1;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public int lines() {
    return 1 + moreLines;
  }

  @Override
  public boolean textAfterQuote() {
    return textAfterQuote;
  }

  @Override
  public long previousLine() {
    return previous;
  }

  @Override
  public int fields() {
    part();
    return fields;
  }

  @Override
  public String field(int index) {
    part();
    if (index >= fields) {
      throw new IndexOutOfBoundsException("no field " + index + " among " + fields);
    }
    byte[] array = bytes.array();
    int from = starts[index];
    int to = starts[index + 1] - 1;
    return from < to && array[from] == '"'
        ? unquoted(array, from + 1, to)
        : new String(array, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String unquoted(byte[] array, int from, int to) {
    int plain = from;
    while (array[plain] != '"') {
      plain++;
    }
    if (plain == to - 1) {
      return new String(array, from, plain - from, StandardCharsets.ISO_8859_1);
    }
    byte[] text = new byte[to - from];
    int length = 0;
    boolean quoted = true;
    for (int i = from; i < to; i++) {
      if (quoted && array[i] == '"') {
        quoted = i + 1 < to && array[i + 1] == '"';
        if (!quoted) {
          continue;
        }
        i++;
      }
      text[length++] = array[i];
    }
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public void copyTo(byte[] target, int position) {
    System.arraycopy(bytes.array(), start, target, position, end - start);
  }

  @Override
  public boolean ascii() {
    part();
    return ascii;
  }

  @Override
  public ScanState scanState() {
    return reading;
  }

  @Override
  public RowEncoding text() {
    if (nul) {
      return RowEncoding.BAD;
    }
    if (reading instanceof ScanState.Plain
        || bytes.isPlainlyUtf8(start, end)
        || EncodingCheck.areUtf8(bytes, start, end)) {
      return RowEncoding.UTF_8;
    }
    return EncodingCheck.areWindows1252(bytes, start, end)
        ? RowEncoding.WINDOWS_1252
        : RowEncoding.BAD;
  }
}
