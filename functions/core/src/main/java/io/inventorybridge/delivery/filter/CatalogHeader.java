// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.format.UnreadableDelta;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Recognizes a catalog that was dropped as a delta. Its sender needs to know where it belongs, not
 * which column a delta would have.
 */
final class CatalogHeader {
  private static final Set<String> OF_CATALOG = Set.of("upca", "productid");

  private CatalogHeader() {}

  /**
   * Gives the reason why a file cannot be read: a better one where it is a catalog.
   *
   * @param file at its beginning
   */
  static UnreadableDelta explain(UnreadableDelta found, BufferedInputStream file, int most)
      throws IOException {
    if (found.reason() != HeldReason.MISSING_COLUMN && found.reason() != HeldReason.NOT_CSV) {
      return found;
    }
    String text = new String(file.readNBytes(most), StandardCharsets.UTF_8);
    Set<String> names = new HashSet<>();
    for (String cell : text.lines().findFirst().orElse("").split("[,;|\t]", -1)) {
      names.add(cell.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
    return names.containsAll(OF_CATALOG)
        ? new UnreadableDelta(
            HeldReason.MISSING_COLUMN,
            "this is a catalog: it has the columns upca and productId and no quantity; drop it under catalog/")
        : found;
  }
}
