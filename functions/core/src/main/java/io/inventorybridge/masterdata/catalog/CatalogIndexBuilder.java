// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.imports.ImportReject;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableRow;
import io.inventorybridge.masterdata.imports.UnusableTable;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.CellText;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds only the index of a catalog file, without the memory of its products. The result equals
 * the index that an import would activate. Of each row it keeps some numbers and the product's
 * identity until the last row was read.
 */
public final class CatalogIndexBuilder {
  private CatalogIndexBuilder() {}

  /**
   * Builds the index of a file.
   *
   * @param in read to the end when the file can be used, not closed
   * @throws UnusableTable when an import would refuse the file
   */
  public static CatalogIndex read(InputStream in, TableCodec sheets) {
    Rows rows = new Rows();
    sheets.read(in, rows);
    if (rows.count == 0) {
      throw new UnusableTable("no row of it can be used");
    }
    return rows.index();
  }

  private static final class Rows implements TableCodec.Visitor {
    private int upca;
    private int productId;
    private int inventoryItem;
    private int status;
    private int count;
    private long[] upcs = new long[1 << 10];
    // The number of digits as written, negative for a product that is not online.
    private byte[] lengths = new byte[upcs.length];
    // Product and inventory item, with a separator that neither contains.
    private String[] identities = new String[upcs.length];

    @Override
    public void header(List<String> names) {
      Map<String, Integer> columns =
          TableRow.columns(names, ProductRowReader.REQUIRED, ProductRowReader.OPTIONAL);
      upca = TableRow.position(columns, "upca").orElse(-1);
      productId = TableRow.position(columns, "productId").orElse(-1);
      inventoryItem = TableRow.position(columns, "shopifyInventoryItemId").orElse(-1);
      status = TableRow.position(columns, "status").orElse(-1);
    }

    @Override
    public boolean readsColumn(int column) {
      return column == upca || column == productId || column == inventoryItem || column == status;
    }

    // Accepts the same rows as ProductRowReader, and keeps only the data of the index.
    @Override
    public void row(long line, List<String> cells) {
      WrittenUpc upc = WrittenUpc.parse(text(cells, upca));
      String product = CellText.code(text(cells, productId));
      String item = CellText.code(text(cells, inventoryItem));
      if (upc.form() == WrittenUpc.Form.NUMBER
          && IdentifierText.error(product).isEmpty()
          && (item.isEmpty()
              || IdentifierText.error(item, ProductRowReader.MOST_ITEM_CHARACTERS).isEmpty())) {
        boolean online = CatalogProduct.isOnline(CellText.trim(text(cells, status)));
        int length = upc.text().length();
        add(new CanonicalUpc(upc.digits()), online ? length : -length);
        identities[count - 1] = product.concat(item.isEmpty() ? "\0\0" : "\0".concat(item));
      }
    }

    @Override
    public boolean isRow(List<String> cells) {
      return WrittenUpc.parse(text(cells, upca)).form() == WrittenUpc.Form.NUMBER
          && !CellText.code(text(cells, productId)).isEmpty();
    }

    private static String text(List<String> cells, int column) {
      return column < 0 ? "" : cells.get(column);
    }

    @Override
    public void reject(ImportReject reject) {
      // An import would report it; the index is the same without it.
    }

    private void add(CanonicalUpc upc, int length) {
      if (count == upcs.length) {
        upcs = Arrays.copyOf(upcs, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
        identities = Arrays.copyOf(identities, 2 * count);
      }
      upcs[count] = upc.digits();
      lengths[count++] = (byte) length;
    }

    CatalogIndex index() {
      Sorted sorted = new Sorted(Arrays.copyOf(upcs, count));
      for (int row = 0; row < count; row++) {
        sorted.note(upcs[row], lengths[row], identities[row]);
      }
      return sorted.index();
    }
  }

  /**
   * The UPCAs in ascending order. The work for each UPCA is a separate method, since compilers
   * optimize long loops late.
   */
  private static final class Sorted {
    /** Marks a UPCA of several rows in place of its length. */
    private static final byte REPEATED = 0;

    private final long[] upcs;
    // As written in the rows; see the enclosing class.
    private final byte[] lengths;
    // Of different rows for the same product the last one counts.
    private final Map<Long, Map<String, Byte>> repeated = new LinkedHashMap<>();
    private final CatalogIndex.UpcList unique;
    private final CatalogIndex.UpcList ambiguous = new CatalogIndex.UpcList(16);

    Sorted(long[] upcs) {
      Arrays.sort(upcs);
      this.upcs = upcs;
      this.lengths = new byte[upcs.length];
      this.unique = new CatalogIndex.UpcList(upcs.length);
    }

    void note(long upc, byte length, String identity) {
      int at = Arrays.binarySearch(upcs, upc);
      if (isFirst(at) && (at + 1 == upcs.length || upcs[at + 1] != upc)) {
        lengths[at] = length;
      } else {
        repeated.computeIfAbsent(upc, first -> new LinkedHashMap<>()).put(identity, length);
      }
    }

    CatalogIndex index() {
      for (int at = 0; at < upcs.length; at++) {
        take(at);
      }
      return CatalogIndexFile.indexOf(unique, ambiguous);
    }

    private void take(int at) {
      if (lengths[at] > 0) {
        unique.add(upcs[at], lengths[at]);
      } else if (lengths[at] == REPEATED && isFirst(at)) {
        Collection<Byte> several = repeated.getOrDefault(upcs[at], Map.of()).values();
        List<Byte> online = several.stream().filter(length -> length > 0).sorted().toList();
        if (!online.isEmpty()) {
          (online.size() > 1 ? ambiguous : unique).add(upcs[at], online.getLast());
        }
      }
    }

    private boolean isFirst(int at) {
      return at == 0 || upcs[at - 1] != upcs[at];
    }
  }
}
