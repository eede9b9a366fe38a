// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A lookup index: the UPCA of an online product by its SKU, Shopify id or inventory item. It holds
 * a hash of each identifier and the UPCA, 16 bytes together. Its results are candidates only: the
 * catalog decides whether a product really has the identifier. Immutable and thread-safe.
 *
 * <p>As a file, big-endian: magic, number of identifiers, hashes ascending, UPCAs, CRC-32C of all
 * that.
 */
public final class ProductLookupIndex {
  /** An index without identifiers. */
  public static final ProductLookupIndex EMPTY = new ProductLookupIndex(new long[0], new long[0]);

  private static final int MAGIC = 0x49424e58; // "IBNX"
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long[] hashes;
  private final long[] upcs;

  private ProductLookupIndex(long[] hashes, long[] upcs) {
    this.hashes = hashes;
    this.upcs = upcs;
  }

  /** The index of a catalog; products that are not online are left out. */
  public static ProductLookupIndex of(Collection<CatalogProduct> products) {
    record Named(long hash, long upc) {}
    List<Named> named = new ArrayList<>(4 * products.size());
    for (CatalogProduct product : products) {
      if (product.online()) {
        for (ProductIdentifier name : ProductIdentifier.others(product)) {
          named.add(new Named(hash(name), product.upc().digits()));
        }
        product
            .shopifyInventoryItemId()
            .ifPresent(item -> named.add(new Named(ofNumber(item), product.upc().digits())));
      }
    }
    List<Named> sorted =
        named.stream()
            .distinct()
            .sorted(
                (a, b) ->
                    a.hash() == b.hash()
                        ? Long.compare(a.upc(), b.upc())
                        : Long.compare(a.hash(), b.hash()))
            .toList();
    return new ProductLookupIndex(
        sorted.stream().mapToLong(Named::hash).toArray(),
        sorted.stream().mapToLong(Named::upc).toArray());
  }

  /** Candidate UPCAs: every product with this identifier, and perhaps others. */
  public List<CanonicalUpc> candidates(ProductIdentifier name) {
    return candidates(hash(name));
  }

  /**
   * Candidate UPCAs for a product's inventory item.
   *
   * @param item Shopify's number of it
   */
  public List<CanonicalUpc> ofItem(String item) {
    return candidates(ofNumber(item));
  }

  private static long ofNumber(String item) {
    return hash(hash(FNV_BASIS, "ITEM#"), item.substring(item.lastIndexOf('/') + 1));
  }

  private List<CanonicalUpc> candidates(long hash) {
    int at = Arrays.binarySearch(hashes, hash);
    if (at < 0) {
      return List.of();
    }
    while (at > 0 && hashes[at - 1] == hash) {
      at--;
    }
    List<CanonicalUpc> found = new ArrayList<>();
    for (; at < hashes.length && hashes[at] == hash; at++) {
      found.add(new CanonicalUpc(upcs[at]));
    }
    return found;
  }

  /** The file content; the same identifiers give the same bytes. */
  public byte[] bytes() {
    ByteBuffer content = ByteBuffer.allocate(8 + 16 * hashes.length).putInt(MAGIC);
    content.putInt(hashes.length);
    for (long hash : hashes) {
      content.putLong(hash);
    }
    for (long upc : upcs) {
      content.putLong(upc);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream(content.capacity() + 4);
    try (DataOutputStream out = new DataOutputStream(file)) {
      out.write(content.array());
      out.writeInt((int) crc(content.array(), content.capacity()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return file.toByteArray();
  }

  /**
   * Reads an index to the end of the stream, which stays open.
   *
   * @throws DamagedIndex when the stream holds anything but one whole index
   */
  public static ProductLookupIndex readFrom(InputStream in) throws IOException {
    byte[] file = in.readAllBytes();
    ByteBuffer content = ByteBuffer.wrap(file);
    if (file.length < 12 || content.getInt() != MAGIC) {
      throw new DamagedIndex("it does not begin like an index of names");
    }
    int count = content.getInt();
    if (count < 0 || file.length != 12 + 16L * count) {
      throw new DamagedIndex("it has not the length of its %d names".formatted(count));
    }
    if (content.getInt(file.length - 4) != (int) crc(file, file.length - 4)) {
      throw new DamagedIndex("its checksum does not match its content");
    }
    long[] hashes = new long[count];
    long[] upcs = new long[count];
    content.asLongBuffer().get(hashes).get(upcs);
    return new ProductLookupIndex(hashes, upcs);
  }

  private static long crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  private static long hash(ProductIdentifier name) {
    return hash(hash(FNV_BASIS, name.kind().name() + "#"), name.value());
  }

  private static long hash(long basis, String text) {
    long hash = basis;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
