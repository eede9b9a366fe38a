// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopifyNumbers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The online products of one catalog snapshot, as far as online numbers depend on them: UPCA,
 * product id, inventory item and tags. It takes about 60 bytes of memory for each product, so that
 * a sync holds a whole catalog and calculates every number with one and the same. Immutable and
 * thread-safe.
 */
public final class OnlineCatalog {
  /** A catalog without products. */
  public static final OnlineCatalog EMPTY = new Rows().catalog("-");

  private final String version;
  // The UPCAs ascending; the rows of slot i are the bytes from starts[i] to starts[i + 1].
  private final long[] upcs;
  private final int[] starts;
  private final byte[] rows;
  private final String[] tags;
  // The hashes of the inventory items ascending, each with the slot of its UPCA.
  private final long[] items;
  private final int[] slots;

  private OnlineCatalog(
      String version,
      long[] upcs,
      int[] starts,
      byte[] rows,
      String[] tags,
      long[] items,
      int[] slots) {
    this.version = version;
    this.upcs = upcs;
    this.starts = starts;
    this.rows = rows;
    this.tags = tags;
    this.items = items;
    this.slots = slots;
  }

  /** The online products of these; their order does not matter. */
  public static OnlineCatalog of(Collection<CatalogProduct> products) {
    CatalogSnapshot snapshot = CatalogSnapshot.of(products);
    try {
      return read(snapshot.version(), new ByteArrayInputStream(snapshot.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /**
   * Reads the online products of a snapshot.
   *
   * @param in a snapshot file, closed at the end
   * @throws DamagedIndex when the stream holds anything but one whole snapshot
   */
  public static OnlineCatalog read(String version, InputStream in) throws IOException {
    Rows rows = new Rows();
    try (CatalogSnapshot.ProductReader reader = CatalogSnapshot.open(in)) {
      Optional<CatalogProduct> product = reader.next();
      while (product.isPresent()) {
        if (product.get().online()) {
          rows.add(product.get());
        }
        product = reader.next();
      }
    }
    return rows.catalog(version);
  }

  /** The version of the snapshot. */
  public String version() {
    return version;
  }

  /** The number of UPCAs that are online, including those of several products. */
  public int size() {
    return upcs.length;
  }

  /** A UPCA, in ascending order. */
  public CanonicalUpc upc(int slot) {
    return new CanonicalUpc(upcs[slot]);
  }

  /** The first slot with a UPCA above this one; the size if there is none. */
  public int slotAfter(long upc) {
    int at = Arrays.binarySearch(upcs, upc);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The online products of a UPCA: several when it is ambiguous. Other fields are left out. */
  public List<CatalogProduct> find(CanonicalUpc upc) {
    int slot = Arrays.binarySearch(upcs, upc.digits());
    return slot < 0 ? List.of() : products(slot);
  }

  /** The online products of a slot. */
  public List<CatalogProduct> products(int slot) {
    List<CatalogProduct> found = new ArrayList<>(1);
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(rows, starts[slot], starts[slot + 1] - starts[slot]));
    try {
      while (in.available() > 0) {
        String productId = in.readUTF();
        Optional<String> item = in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
        List<String> its = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
          its.add(tags[in.readInt()]);
        }
        CanonicalUpc upc = new CanonicalUpc(upcs[slot]);
        found.add(
            new CatalogProduct(
                upc, upc.toString(), productId, Optional.empty(), item, Optional.empty(), "", its));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return found;
  }

  /** The inventory item of a product; empty if it states none, or one that is not a number. */
  public static Optional<InventoryItemId> item(CatalogProduct product) {
    return product
        .shopifyInventoryItemId()
        .map(ShopifyNumbers::number)
        .filter(ShopifyNumbers::isNumber)
        .map(InventoryItemId::new);
  }

  /** The UPCAs under which the item is online: none, one, or several by mistake. */
  public List<CanonicalUpc> ofItem(InventoryItemId item) {
    long hash = hash(item);
    int at = Arrays.binarySearch(items, hash);
    if (at < 0) {
      return List.of();
    }
    while (at > 0 && items[at - 1] == hash) {
      at--;
    }
    List<CanonicalUpc> found = new ArrayList<>();
    for (; at < items.length && items[at] == hash; at++) {
      int slot = slots[at];
      if (!found.contains(upc(slot))
          && products(slot).stream().anyMatch(it -> item(it).equals(Optional.of(item)))) {
        found.add(upc(slot));
      }
    }
    return found;
  }

  // Item numbers have at most 19 digits; the few beyond the range of long only share a hash.
  private static long hash(InventoryItemId item) {
    long hash = 0;
    for (int i = 0; i < item.number().length(); i++) {
      hash = hash * 10 + (item.number().charAt(i) - '0');
    }
    return hash;
  }

  private record ItemSlot(long item, int slot) {}

  private static final class Rows {
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(rows);
    private final Map<String, Integer> tags = new HashMap<>();
    private final List<ItemSlot> items = new ArrayList<>();
    private long[] upcs = new long[16];
    private int[] starts = new int[17];
    private int count;

    void add(CatalogProduct product) throws IOException {
      if (count == 0 || upcs[count - 1] != product.upc().digits()) {
        if (count == upcs.length) {
          upcs = Arrays.copyOf(upcs, 2 * count);
          starts = Arrays.copyOf(starts, 2 * count + 1);
        }
        upcs[count] = product.upc().digits();
        starts[count++] = rows.size();
      }
      out.writeUTF(product.productId());
      out.writeBoolean(product.shopifyInventoryItemId().isPresent());
      if (product.shopifyInventoryItemId().isPresent()) {
        out.writeUTF(product.shopifyInventoryItemId().get());
      }
      out.writeInt(product.tags().size());
      for (String tag : product.tags()) {
        out.writeInt(tags.computeIfAbsent(tag, it -> tags.size()));
      }
      Optional<InventoryItemId> item = item(product);
      if (item.isPresent()) {
        items.add(new ItemSlot(hash(item.get()), count - 1));
      }
    }

    OnlineCatalog catalog(String version) {
      starts[count] = rows.size();
      items.sort(Comparator.comparingLong(ItemSlot::item).thenComparingInt(ItemSlot::slot));
      String[] byNumber = new String[tags.size()];
      tags.forEach((tag, number) -> byNumber[number] = tag);
      return new OnlineCatalog(
          version,
          Arrays.copyOf(upcs, count),
          Arrays.copyOf(starts, count + 1),
          rows.toByteArray(),
          byNumber,
          items.stream().mapToLong(ItemSlot::item).toArray(),
          items.stream().mapToInt(ItemSlot::slot).toArray());
    }
  }
}
