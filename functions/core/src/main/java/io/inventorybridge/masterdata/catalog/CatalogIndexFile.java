// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.support.files.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * The file format of the index, with all numbers big-endian: magic, version of the format, number
 * of unique and of ambiguous UPCAs, version of the content (12 characters), the UPCAs (8 bytes
 * each), their written lengths (1 byte each), and CRC-32C of all that. The content's version is a
 * SHA-256 and is not verified when reading: a checksum detects damage and is fast in a cold
 * function.
 */
final class CatalogIndexFile {
  private static final int MAGIC = 0x49424358; // "IBCX"
  private static final int FORM = 1;
  private static final int VERSION_LENGTH = 12;
  private static final int HEADER = 4 * Integer.BYTES + VERSION_LENGTH;
  private static final int CHUNK = 8192;

  private CatalogIndexFile() {}

  static CatalogIndex indexOf(CatalogIndex.UpcList unique, CatalogIndex.UpcList ambiguous) {
    int count = unique.count() + ambiguous.count();
    long[] upcs = new long[count];
    byte[] lengths = new byte[count];
    unique.copyTo(upcs, lengths, 0);
    ambiguous.copyTo(upcs, lengths, unique.count());
    return new CatalogIndex(upcs, lengths, unique.count(), version(upcs, lengths, unique.count()));
  }

  private static String version(long[] upcs, byte[] lengths, int size) {
    MessageDigest digest = ContentDigest.newSha256();
    digest.update(ByteBuffer.allocate(8).putInt(size).putInt(upcs.length - size).flip());
    for (int from = 0; from < upcs.length; from += CHUNK) {
      digest.update(chunk(upcs, from));
    }
    digest.update(lengths);
    return ContentDigest.hex(digest.digest()).substring(0, VERSION_LENGTH);
  }

  static void write(long[] upcs, byte[] lengths, int size, String version, OutputStream out)
      throws IOException {
    CRC32C crc = new CRC32C();
    byte[] header =
        ByteBuffer.allocate(HEADER)
            .putInt(MAGIC)
            .putInt(FORM)
            .putInt(size)
            .putInt(upcs.length - size)
            .put(version.getBytes(StandardCharsets.US_ASCII))
            .array();
    put(header, crc, out);
    for (int from = 0; from < upcs.length; from += CHUNK) {
      put(chunk(upcs, from), crc, out);
    }
    put(lengths, crc, out);
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }

  static CatalogIndex read(InputStream in) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] room = new byte[CHUNK * Long.BYTES];
    ByteBuffer header = take(in, room, HEADER, crc);
    if (header.getInt() != MAGIC) {
      throw new DamagedIndex("it does not begin like one");
    }
    int form = header.getInt();
    if (form != FORM) {
      throw new DamagedIndex("it has form " + form + ", and this version reads form " + FORM);
    }
    int size = header.getInt();
    int ambiguous = header.getInt();
    if (size < 0 || ambiguous < 0 || (long) size + ambiguous > 1 << 28) {
      throw new DamagedIndex("it states " + size + " and " + ambiguous + " UPCAs");
    }
    byte[] version = new byte[VERSION_LENGTH];
    header.get(version);
    // A damaged count must not allocate more memory than the stream can fill: it grows with the
    // data.
    long[] upcs = new long[Math.min(size + ambiguous, 1 << 21)];
    for (int from = 0; from < size + ambiguous; from += CHUNK) {
      int count = Math.min(CHUNK, size + ambiguous - from);
      if (from + count > upcs.length) {
        upcs = java.util.Arrays.copyOf(upcs, Math.min(size + ambiguous, 2 * upcs.length));
      }
      take(in, room, count * Long.BYTES, crc).asLongBuffer().get(upcs, from, count);
    }
    byte[] lengths = new byte[size + ambiguous];
    for (int from = 0; from < lengths.length; from += room.length) {
      int count = Math.min(room.length, lengths.length - from);
      take(in, room, count, crc).get(lengths, from, count);
    }
    int computed = (int) crc.getValue();
    int stated = take(in, room, Integer.BYTES, crc).getInt();
    if (stated != computed) {
      throw new DamagedIndex("its checksum does not match its content");
    }
    if (in.read() >= 0) {
      throw new DamagedIndex("it goes on after its end");
    }
    return new CatalogIndex(upcs, lengths, size, new String(version, StandardCharsets.US_ASCII));
  }

  private static byte[] chunk(long[] upcs, int from) {
    int count = Math.min(CHUNK, upcs.length - from);
    byte[] bytes = new byte[count * Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().put(upcs, from, count);
    return bytes;
  }

  private static void put(byte[] bytes, CRC32C crc, OutputStream out) throws IOException {
    crc.update(bytes, 0, bytes.length);
    out.write(bytes);
  }

  private static ByteBuffer take(InputStream in, byte[] room, int count, CRC32C crc)
      throws IOException {
    if (in.readNBytes(room, 0, count) < count) {
      throw new DamagedIndex("it ends too early");
    }
    crc.update(room, 0, count);
    return ByteBuffer.wrap(room, 0, count);
  }
}
