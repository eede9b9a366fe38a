// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.drops.Edition;
import io.inventorybridge.files.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Activates a whole catalog. It updates the table first, difference by difference, and writes the
 * index last. The filter reads the index, which carries its import version. Repeating an
 * interrupted activation completes it; until then the filter works with the earlier index.
 */
public final class PuttingInForce {
  private final Files files;
  private final Catalog catalog;

  public PuttingInForce(Files files, Catalog catalog) {
    this.files = files;
    this.catalog = catalog;
  }

  /**
   * The reason why a catalog of that time must not be activated; empty when it may.
   *
   * @param what names it
   */
  public Optional<String> refusal(String what, Instant at) {
    return Edition.inForce(files, ImportingCatalog.INDEX)
        .flatMap(edition -> edition.refusal(what, at));
  }

  /** Activates the catalog. */
  public Catalog.Replaced run(List<Product> products, CatalogIndex index, Edition edition) {
    Catalog.Replaced replaced = catalog.replaceAll(products);
    if (!Edition.inForce(files, ImportingCatalog.INDEX).equals(Optional.of(edition))) {
      Files.Content content = Files.Content.of(bytes(index));
      files.create(ImportingCatalog.indexKey(index.version()), content, Map.of());
      files.put(ImportingCatalog.NAMES, Files.Content.of(NameIndex.of(products).bytes()), Map.of());
      files.put(ImportingCatalog.INDEX, content, edition.metadata());
    }
    return replaced;
  }

  private static byte[] bytes(CatalogIndex index) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      index.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
