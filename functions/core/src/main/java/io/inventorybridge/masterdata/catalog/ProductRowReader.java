// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.imports.TableImport.Accepted;
import io.inventorybridge.masterdata.imports.TableImport.Rejected;
import io.inventorybridge.masterdata.imports.TableImport.RowResult;
import io.inventorybridge.masterdata.imports.TableRow;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.support.text.CellText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parser of rows of {@code catalog.csv}, with the reasons for rejecting one. */
final class ProductRowReader {
  static final List<String> REQUIRED = List.of("upca", "productId");

  private static final Pattern EXPONENT = Pattern.compile("\\d+([.,]\\d*)?[eE][+-]?\\d+");
  private static final Pattern WHOLE_DECIMAL = Pattern.compile("\\d+\\.0+");

  // Both ids are one key of the table, which has at most 1,024 bytes.
  private static final int MOST_ITEM_CHARACTERS = 100;

  private ProductRowReader() {}

  static RowResult<CatalogProduct> read(TableRow row) {
    String written = digits(row.text("upca"));
    if (written.isEmpty()) {
      return rejected(row, "EMPTY_UPC", "the upca is empty");
    }
    if (!(CanonicalUpc.parse(written) instanceof CanonicalUpc.Valid valid)) {
      return EXPONENT.matcher(written).matches()
          ? rejected(
              row,
              "LOSSY_UPC",
              "the upca '%s' went through exponent form and may have lost digits"
                  .formatted(written))
          : rejected(
              row,
              "MALFORMED_UPC",
              "the upca '%s' is not 1 to 18 digits, not all zero".formatted(written));
    }
    String productId = row.text("productId");
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
    Optional<String> item = row.optional("shopifyInventoryItemId");
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
            valid.upc(),
            written,
            productId,
            row.optional("sku"),
            item,
            row.optional("title"),
            row.text("status").toUpperCase(Locale.ROOT),
            row.words("tags")));
  }

  // Restores a number that a spreadsheet changed although it should be text.
  static String digits(String cell) {
    String text = cell.startsWith("'") ? cell.substring(1) : cell;
    return text.indexOf('.') > 0 && WHOLE_DECIMAL.matcher(text).matches()
        ? text.substring(0, text.indexOf('.'))
        : text;
  }

  private static RowResult<CatalogProduct> rejected(TableRow row, String reason, String message) {
    return new Rejected<>(row.reject(reason, message));
  }
}
