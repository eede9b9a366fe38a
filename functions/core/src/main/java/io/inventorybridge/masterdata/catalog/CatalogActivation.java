// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.files.FileStore;
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
public final class CatalogActivation {
  private final FileStore files;
  private final ProductCatalog catalog;

  public CatalogActivation(FileStore files, ProductCatalog catalog) {
    this.files = files;
    this.catalog = catalog;
  }

  /**
   * The reason why a catalog of that time must not be activated; empty when it may.
   *
   * @param what names it
   */
  public Optional<String> refusal(String what, Instant at) {
    return ImportVersion.active(files, ImportingCatalog.INDEX)
        .flatMap(importVersion -> importVersion.refusal(what, at));
  }

  /** Activates the catalog. */
  public ProductCatalog.Replaced run(
      List<CatalogProduct> products, CatalogIndex index, ImportVersion importVersion) {
    ProductCatalog.Replaced replaced = catalog.replaceAll(products);
    if (!ImportVersion.active(files, ImportingCatalog.INDEX).equals(Optional.of(importVersion))) {
      FileStore.Content content = FileStore.Content.of(bytes(index));
      files.create(ImportingCatalog.indexKey(index.version()), content, Map.of());
      files.put(
          ImportingCatalog.NAMES,
          FileStore.Content.of(ProductLookupIndex.of(products).bytes()),
          Map.of());
      files.put(ImportingCatalog.INDEX, content, importVersion.metadata());
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
