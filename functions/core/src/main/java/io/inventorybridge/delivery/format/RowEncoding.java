// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of one row. Files are merged from several tills, so each row is judged by itself:
 * valid UTF-8, else Windows-1252. A row is neither if it contains a NUL, or if it is not UTF-8 and
 * contains a byte that Windows-1252 leaves undefined.
 */
public enum RowEncoding {
  UTF_8(StandardCharsets.UTF_8),
  WINDOWS_1252(Charset.forName("windows-1252")),
  /** Kept byte by byte, so that a rejected row loses nothing. */
  BAD(StandardCharsets.ISO_8859_1);

  private final Charset charset;

  RowEncoding(Charset charset) {
    this.charset = charset;
  }

  /** Detects the encoding of a row. */
  public static RowEncoding of(byte[] bytes) {
    boolean undefined = false;
    for (byte b : bytes) {
      if (b == 0) {
        return BAD;
      }
      undefined |= isUndefined(b);
    }
    if (isUtf8(bytes)) {
      return UTF_8;
    }
    return undefined ? BAD : WINDOWS_1252;
  }

  public String decode(byte[] bytes) {
    return new String(bytes, charset);
  }

  /** Decodes text whose characters are its bytes. */
  public String decode(String bytes) {
    return isAscii(bytes) ? bytes : decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean isAscii(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether a byte is undefined in Windows-1252. */
  public static boolean isUndefined(byte b) {
    return switch (b & 0xff) {
      case 0x81, 0x8d, 0x8f, 0x90, 0x9d -> true;
      default -> false;
    };
  }

  public static boolean isUtf8(byte[] bytes) {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return decoded != null;
    } catch (CharacterCodingException e) {
      return false; // this is the answer, not a failure
    }
  }
}
