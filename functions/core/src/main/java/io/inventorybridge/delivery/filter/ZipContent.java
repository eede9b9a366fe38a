// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.support.text.CellText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The only file of a zip, unpacked. Its name does not matter and may be in any encoding. Folders
 * and the files that operating systems add are passed over.
 */
final class ZipContent extends FilterInputStream {
  private static final int LOCAL_HEADER = 30;
  private static final int ENCRYPTED = 1;
  private static final int SIZE_FOLLOWS = 1 << 3;
  private static final String SEND_DEFLATED = "send it deflated, as gzip or as plain CSV";

  private final ZipInputStream zip;
  private final String first;

  private ZipContent(ZipInputStream zip, String first) {
    super(zip);
    this.zip = zip;
    this.first = first;
  }

  /**
   * Opens the first file.
   *
   * @throws UnreadableDelta when there is none, or this zip cannot be read
   */
  static ZipContent open(InputStream packed) throws IOException {
    PushbackInputStream start = new PushbackInputStream(packed, LOCAL_HEADER);
    refuseUnsupported(start);
    // Single bytes of any encoding; names in UTF-8 are marked, and others must not be an error.
    ZipInputStream zip = new ZipInputStream(start, StandardCharsets.ISO_8859_1);
    Optional<ZipEntry> entry = nextFile(zip);
    if (entry.isEmpty()) {
      throw new UnreadableDelta(
          HeldReason.NOT_ONE_ENTRY, "the zip holds no file; exactly one is expected");
    }
    return new ZipContent(zip, entry.get().getName());
  }

  /** Demands that no further file follows. */
  void refuseFurtherFiles() throws IOException {
    Optional<ZipEntry> second = nextFile(zip);
    if (second.isPresent()) {
      throw new UnreadableDelta(
          HeldReason.NOT_ONE_ENTRY,
          "the zip holds more than one file, '%s' and '%s'; exactly one is expected"
              .formatted(CellText.visible(first), CellText.visible(second.get().getName())));
    }
  }

  private static Optional<ZipEntry> nextFile(ZipInputStream zip) throws IOException {
    Optional<ZipEntry> next = next(zip);
    while (next.isPresent() && isPassedOver(next.get())) {
      next = next(zip);
    }
    return next;
  }

  // The JDK refuses these kinds by its message alone.
  private static Optional<ZipEntry> next(ZipInputStream zip) throws IOException {
    try {
      return Optional.ofNullable(zip.getNextEntry());
    } catch (ZipException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("encrypted")) {
        throw unsupported("the zip is encrypted; send it without a password", e);
      }
      if (message.contains("compression method")) {
        throw unsupported(
            "the zip is packed with a method other than Deflate; " + SEND_DEFLATED, e);
      }
      if (message.contains("deflated")) {
        throw unsupported("the zip is stored by a stream without compression; " + SEND_DEFLATED, e);
      }
      throw e;
    }
  }

  /** Reads the header of the first entry, which names its method and its flags. */
  private static void refuseUnsupported(PushbackInputStream start) throws IOException {
    byte[] header = start.readNBytes(LOCAL_HEADER);
    start.unread(header);
    if (header.length < LOCAL_HEADER) {
      return;
    }
    int flags = (header[6] & 0xff) | (header[7] & 0xff) << 8;
    int method = (header[8] & 0xff) | (header[9] & 0xff) << 8;
    if ((flags & ENCRYPTED) != 0) {
      throw unsupported("the zip is encrypted; send it without a password");
    }
    if (method == ZipEntry.STORED && (flags & SIZE_FOLLOWS) != 0) {
      throw unsupported("the zip is stored by a stream without compression; " + SEND_DEFLATED);
    }
    if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
      throw unsupported("the zip is packed with %s; %s".formatted(nameOf(method), SEND_DEFLATED));
    }
  }

  private static String nameOf(int method) {
    return switch (method) {
      case 9 -> "Deflate64";
      case 12 -> "bzip2";
      case 14 -> "LZMA";
      case 93 -> "Zstandard";
      case 95 -> "xz";
      default -> "method " + method;
    };
  }

  // Office documents are zips.
  private static void refuseDocuments(String name) {
    if (name.equals("[Content_Types].xml")
        || name.startsWith("xl/")
        || name.equals("_rels/.rels")) {
      throw unsupported("the file is an Excel workbook (.xlsx); save it as CSV (UTF-8)");
    }
    if (name.equals("mimetype") || name.startsWith("Index/") || name.startsWith("word/")) {
      throw unsupported("the file is an office document; save the table as CSV (UTF-8)");
    }
  }

  private static boolean isPassedOver(ZipEntry entry) {
    refuseDocuments(entry.getName());
    return entry.isDirectory() || isOfAnOperatingSystem(entry.getName());
  }

  private static boolean isOfAnOperatingSystem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return path.startsWith("__MACOSX/")
        || name.startsWith("._")
        || name.equals(".DS_Store")
        || name.equalsIgnoreCase("Thumbs.db")
        || name.equalsIgnoreCase("desktop.ini");
  }

  private static UnreadableDelta unsupported(String sentence) {
    return new UnreadableDelta(HeldReason.UNSUPPORTED_FORMAT, sentence);
  }

  private static UnreadableDelta unsupported(String sentence, ZipException cause) {
    return new UnreadableDelta(HeldReason.UNSUPPORTED_FORMAT, sentence, cause);
  }
}
