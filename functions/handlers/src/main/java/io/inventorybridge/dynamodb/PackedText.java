// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.support.records.BadRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A text as compressed bytes. An order of thousands of lines repeats the same words, and an item of
 * DynamoDB has at most 400 KB.
 */
public final class PackedText {
  private PackedText() {}

  public static byte[] pack(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always writable", e);
    }
    return packed.toByteArray();
  }

  /**
   * Unpacks a text.
   *
   * @param record names the record in the message of a failure
   * @throws BadRecord if the bytes are damaged
   */
  public static String unpack(byte[] packed, String record) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadRecord(record + " cannot be unpacked", e);
    }
  }
}
