// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes files that are not CSV by their first bytes, so that their sender is told which file
 * was sent and how to send it instead.
 */
public final class FileSignature {
  private static final int START = 512;

  private record Signature(String start, String sentence) {}

  /** The first words of the copy of rejected rows for people. */
  public static final String READING_COPY = "This copy is for reading only";

  private static final String PACKED_AGAIN =
      "the packed file holds another packed file; pack the CSV file once, as gzip or zip";

  /** The first bytes of a file, one character a byte. */
  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("PK\u0003\u0004", PACKED_AGAIN),
          new Signature("\u001f\u008b", PACKED_AGAIN),
          new Signature(
              "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
              "the file is an Excel workbook (.xls); save it as CSV (UTF-8)"),
          new Signature("%PDF", "the file is a PDF; export the table as CSV (UTF-8)"),
          new Signature("BZh", "the file is packed with bzip2; send it as gzip, zip or plain CSV"),
          new Signature(
              "\u00fd7zXZ\u0000", "the file is packed with xz; send it as gzip, zip or plain CSV"),
          new Signature(
              "(\u00b5/\u00fd",
              "the file is packed with Zstandard; send it as gzip, zip or plain CSV"),
          new Signature(
              "7z\u00bc\u00af'\u001c",
              "the file is a 7z archive; send it as gzip, zip or plain CSV"),
          new Signature("Rar!", "the file is a RAR archive; send it as gzip, zip or plain CSV"),
          new Signature(
              "\u001f\u009d",
              "the file is packed with compress; send it as gzip, zip or plain CSV"),
          new Signature("PAR1", "the file is a Parquet file; export the table as CSV (UTF-8)"),
          new Signature(
              "SQLite format 3", "the file is an SQLite database; export the table as CSV (UTF-8)"),
          new Signature("{\\rtf", "the file is a text document (RTF); save it as CSV (UTF-8)"),
          new Signature("{", "the file is JSON; a table is sent as CSV (UTF-8)"),
          new Signature("[", "the file is JSON; a table is sent as CSV (UTF-8)"),
          new Signature("<", "the file is XML or a web page; export the table as CSV (UTF-8)"));

  private FileSignature() {}

  /**
   * Looks at the first bytes of an unpacked file; the stream stays where it is.
   *
   * @return one sentence that says which file it is, empty for a file that may be CSV
   * @throws IOException when the stream cannot be read
   */
  public static Optional<String> detect(BufferedInputStream in) throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    if (isUtf16(start)) {
      return Optional.of("the file is UTF-16; save it as UTF-8 or Windows-1252");
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    String bare = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    if (bare.startsWith(READING_COPY)) {
      return Optional.of(bare.lines().findFirst().orElseThrow());
    }
    String unindented = bare.stripLeading();
    return SIGNATURES.stream()
        .filter(it -> bare.startsWith(it.start()) || unindented.startsWith(it.start()))
        .map(Signature::sentence)
        .findFirst();
  }

  // By its byte order mark, or because every second byte of its first characters is 0.
  private static boolean isUtf16(byte[] start) {
    if (start.length < 2) {
      return false;
    }
    int mark = (start[0] & 0xff) << 8 | (start[1] & 0xff);
    if (mark == 0xfffe || mark == 0xfeff) {
      return true;
    }
    int[] zeros = {0, 0};
    for (int i = 0; i < start.length; i++) {
      zeros[i % 2] += start[i] == 0 ? 1 : 0;
      boolean control = start[i] > 0 && start[i] < ' ';
      if (control && start[i] != '\t' && start[i] != '\n' && start[i] != '\r') {
        return false;
      }
    }
    int half = start.length / 2;
    int most = Math.max(zeros[0], zeros[1]);
    return half >= 2 && Math.min(zeros[0], zeros[1]) == 0 && most * 4 >= half * 3;
  }
}
