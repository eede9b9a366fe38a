// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * All products of a catalog as a file, in their order: what a restored edition is read from. Unlike
 * a CSV file it needs no reading of cells, so every product comes back exactly as it was.
 */
public final class CatalogProductsFile {
  private static final int FORMAT = 1;
  private static final int LONGEST = 1 << 24;

  private CatalogProductsFile() {}

  public static byte[] write(Collection<CatalogProduct> products) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(FORMAT);
      out.writeInt(products.size());
      for (CatalogProduct product : products) {
        out.writeLong(product.upc().digits());
        writeText(out, product.upca());
        writeText(out, product.productId());
        writeOptional(out, product.sku());
        writeOptional(out, product.shopifyInventoryItemId());
        writeOptional(out, product.title());
        writeText(out, product.status());
        out.writeInt(product.tags().size());
        for (String tag : product.tags()) {
          writeText(out, tag);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the bytes that {@link #write} gave.
   *
   * @throws DamagedIndex when they are damaged
   */
  public static List<CatalogProduct> read(byte[] file) {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(file)))) {
      if (in.readInt() != FORMAT) {
        throw new DamagedIndex("the products of the catalog are in an unknown format");
      }
      int count = in.readInt();
      List<CatalogProduct> products = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        products.add(product(in));
      }
      if (in.read() >= 0) {
        throw new DamagedIndex("the file of products goes on after its last product");
      }
      return products;
    } catch (IOException e) {
      throw new DamagedIndex("the file of products is damaged: " + e.getMessage());
    }
  }

  private static CatalogProduct product(DataInputStream in) throws IOException {
    CanonicalUpc upc = new CanonicalUpc(in.readLong());
    String upca = readText(in);
    String productId = readText(in);
    Optional<String> sku = readOptional(in);
    Optional<String> item = readOptional(in);
    Optional<String> title = readOptional(in);
    String status = readText(in);
    int tags = in.readInt();
    List<String> tagged = new ArrayList<>();
    for (int i = 0; i < tags; i++) {
      tagged.add(readText(in));
    }
    return new CatalogProduct(upc, upca, productId, sku, item, title, status, tagged);
  }

  private static void writeOptional(DataOutputStream out, Optional<String> text)
      throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      writeText(out, text.get());
    }
  }

  private static Optional<String> readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a text of %d bytes".formatted(length));
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
