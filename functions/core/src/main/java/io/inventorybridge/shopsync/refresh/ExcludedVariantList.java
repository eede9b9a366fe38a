// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.shopsync.shop.ShopVariant;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The variants that are not online, as CSV, each with its state. */
final class ExcludedVariantList {
  private ExcludedVariantList() {}

  static byte[] of(List<ClassifiedVariants.ClassifiedVariant> variants) {
    StringBuilder lines = new StringBuilder();
    line(
        lines,
        "state",
        "upca",
        "shopifyInventoryItemId",
        "shopifyVariantId",
        "shopifyProductId",
        "sku",
        "title",
        "status");
    for (ClassifiedVariants.ClassifiedVariant judged : variants) {
      ShopVariant variant = judged.variant();
      line(
          lines,
          judged.state().name(),
          variant.barcode().orElse(""),
          variant.item().number(),
          variant.variant(),
          variant.product(),
          variant.sku().orElse(""),
          variant.title(),
          variant.status());
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder lines, String... fields) {
    lines.append(CsvLineWriter.of(List.of(fields), ','));
  }
}
