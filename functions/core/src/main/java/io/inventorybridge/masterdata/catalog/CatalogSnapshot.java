// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.support.files.ContentDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A catalog snapshot: every product of one catalog with every field, online or not, as one file
 * that is never changed. The table holds only the newest catalog, and the index only its UPCAs; a
 * change of the catalog is judged and undone by the products that were there before.
 *
 * <p>As a file, gzipped and big-endian: magic, number of products, the products in ascending order
 * of canonical UPCA, product id and inventory item, magic again. Two snapshots are compared by
 * reading both at once.
 *
 * @param version names the content: 16 hex digits of a hash
 * @param bytes the file
 */
@SuppressWarnings("ArrayRecordComponent") // the identity of a snapshot is its version
public record CatalogSnapshot(String version, byte[] bytes) {
  private static final int MAGIC = 0x49424353; // "IBCS"

  /** A text is stored in pieces that fit the longest text of {@link DataOutputStream}. */
  private static final int PIECE = 20_000;

  private static final Comparator<CatalogProduct> ORDER =
      Comparator.comparing(CatalogProduct::upc)
          .thenComparing(CatalogProduct::productId)
          .thenComparing(product -> product.shopifyInventoryItemId().orElse(""));

  /** The snapshot of these products; their order does not matter. */
  public static CatalogSnapshot of(Collection<CatalogProduct> products) {
    MessageDigest digest = ContentDigest.newSha256();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(new GZIPOutputStream(file), digest))) {
      out.writeInt(MAGIC);
      out.writeInt(products.size());
      List<CatalogProduct> sorted = new ArrayList<>(products);
      sorted.sort(ORDER);
      for (CatalogProduct product : sorted) {
        write(product, out);
      }
      out.writeInt(MAGIC);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return new CatalogSnapshot(
        ContentDigest.hex(digest.digest()).substring(0, 16), file.toByteArray());
  }

  /** The key of the snapshot of a version. */
  public static String key(String version) {
    return "index/catalog/%s.products.gz".formatted(version);
  }

  private static void write(CatalogProduct product, DataOutputStream out) throws IOException {
    out.writeLong(product.upc().digits());
    text(product.upca(), out);
    text(product.productId(), out);
    optional(product.sku(), out);
    optional(product.shopifyInventoryItemId(), out);
    optional(product.title(), out);
    text(product.status(), out);
    out.writeInt(product.tags().size());
    for (String tag : product.tags()) {
      text(tag, out);
    }
  }

  private static void optional(Optional<String> text, DataOutputStream out) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      text(text.get(), out);
    }
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    int pieces = (text.length() + PIECE - 1) / PIECE;
    out.writeByte(pieces);
    for (int from = 0; from < text.length(); from += PIECE) {
      out.writeUTF(text.substring(from, Math.min(text.length(), from + PIECE)));
    }
  }

  /** Writes the file; the stream stays open. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  /**
   * Opens a snapshot file.
   *
   * @param in closed with the reader
   * @throws DamagedIndex when the stream does not begin like a snapshot
   */
  public static ProductReader open(InputStream in) throws IOException {
    return new ProductReader(new DataInputStream(new GZIPInputStream(in, 1 << 16)));
  }

  /**
   * Reads all products of a snapshot file, in its order.
   *
   * @throws DamagedIndex when it holds anything but one whole snapshot
   */
  public static List<CatalogProduct> read(byte[] file) {
    List<CatalogProduct> products = new ArrayList<>();
    try (ProductReader reader = open(new ByteArrayInputStream(file))) {
      for (Optional<CatalogProduct> next = reader.next(); next.isPresent(); next = reader.next()) {
        products.add(next.get());
      }
    } catch (IOException e) {
      throw new DamagedIndex("it cannot be unpacked: " + e.getMessage());
    }
    return products;
  }

  /** Reads the products of a snapshot one by one, in its order. For one thread. */
  public static final class ProductReader implements Closeable {
    private final DataInputStream in;
    private int left;

    private ProductReader(DataInputStream in) throws IOException {
      this.in = in;
      if (in.readInt() != MAGIC) {
        throw new DamagedIndex("it does not begin like a snapshot of products");
      }
      left = in.readInt();
    }

    /**
     * The next product; empty after the last one.
     *
     * @throws DamagedIndex when the file ends too early or too late
     */
    public Optional<CatalogProduct> next() throws IOException {
      try {
        if (left == 0) {
          left--;
          if (in.readInt() != MAGIC || in.read() >= 0) {
            throw new DamagedIndex("its products do not end where its number of products says");
          }
        }
        if (left < 0) {
          return Optional.empty();
        }
        left--;
        return Optional.of(product());
      } catch (EOFException e) {
        throw new DamagedIndex("it ends before its last product");
      }
    }

    private CatalogProduct product() throws IOException {
      CanonicalUpc upc = new CanonicalUpc(in.readLong());
      String upca = text();
      String productId = text();
      Optional<String> sku = optional();
      Optional<String> item = optional();
      Optional<String> title = optional();
      String status = text();
      int count = in.readInt();
      List<String> tags = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tags.add(text());
      }
      return new CatalogProduct(upc, upca, productId, sku, item, title, status, tags);
    }

    private Optional<String> optional() throws IOException {
      return in.readBoolean() ? Optional.of(text()) : Optional.empty();
    }

    private String text() throws IOException {
      int pieces = in.readUnsignedByte();
      if (pieces == 1) {
        return in.readUTF();
      }
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < pieces; i++) {
        text.append(in.readUTF());
      }
      return text.toString();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
