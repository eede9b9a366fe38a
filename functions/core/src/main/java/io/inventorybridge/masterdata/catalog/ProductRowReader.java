// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.imports.TableImport.Accepted;
import io.inventorybridge.masterdata.imports.TableImport.Rejected;
import io.inventorybridge.masterdata.imports.TableImport.RowResult;
import io.inventorybridge.masterdata.imports.TableRow;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.CellText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parser of rows of {@code catalog.csv}, with the reasons for rejecting one. */
final class ProductRowReader {
  static final List<String> REQUIRED = List.of("upca", "productId");

  static final List<String> OPTIONAL =
      List.of("sku", "shopifyInventoryItemId", "title", "status", "tags");

  // Both ids are one key of the table, which has at most 1,024 bytes.
  static final int MOST_ITEM_CHARACTERS = 100;

  private ProductRowReader() {}

  static RowResult<CatalogProduct> read(TableRow row) {
    WrittenUpc upc = WrittenUpc.parse(row.text("upca"));
    switch (upc.form()) {
      case NUMBER -> {
        // Accepted below.
      }
      case EMPTY -> {
        return rejected(row, "EMPTY_UPC", "the upca is empty");
      }
      case EXPONENT -> {
        return rejected(
            row,
            "LOSSY_UPC",
            "the upca '%s' went through exponent form and may have lost digits"
                .formatted(CellText.visible(upc.text())));
      }
      case NOT_A_UPC, MALFORMED -> {
        return rejected(
            row,
            "MALFORMED_UPC",
            "the upca '%s' is not 1 to 18 digits, not all zero"
                .formatted(CellText.visible(row.text("upca"))));
      }
    }
    String productId = row.code("productId");
    if (productId.isEmpty()) {
      return rejected(row, "EMPTY_PRODUCT_ID", "the productId is empty");
    }
    Optional<String> error = IdentifierText.error(productId);
    if (error.isPresent()) {
      return rejected(
          row,
          "MALFORMED_PRODUCT_ID",
          "the productId '%s' %s".formatted(CellText.visible(productId), error.get()));
    }
    Optional<String> item = row.optionalCode("shopifyInventoryItemId");
    Optional<String> itemError = item.flatMap(id -> IdentifierText.error(id, MOST_ITEM_CHARACTERS));
    if (itemError.isPresent()) {
      return rejected(
          row,
          "MALFORMED_INVENTORY_ITEM_ID",
          "the shopifyInventoryItemId '%s' %s"
              .formatted(CellText.visible(item.get()), itemError.get()));
    }
    return new Accepted<>(
        new CatalogProduct(
            new CanonicalUpc(upc.digits()),
            upc.text(),
            productId,
            row.optionalCode("sku"),
            item,
            row.optional("title"),
            row.text("status").toUpperCase(Locale.ROOT),
            row.words("tags")));
  }

  private static RowResult<CatalogProduct> rejected(TableRow row, String reason, String message) {
    return new Rejected<>(row.reject(reason, message));
  }
}
