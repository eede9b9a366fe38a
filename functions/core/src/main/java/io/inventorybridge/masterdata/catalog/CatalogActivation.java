// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.files.FileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Activates a whole catalog. It updates the table first, difference by difference, and writes the
 * index last. The filter reads the index, which carries its import version and the version of the
 * {@link CatalogSnapshot}. Repeating an interrupted activation completes it; until then the filter
 * and the syncs work with the earlier catalog.
 */
public final class CatalogActivation {
  private static final String SNAPSHOT = "products";

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

  /** The version of the active catalog's snapshot; empty before the first import. */
  public static Optional<String> activeSnapshot(FileStore files) {
    return files
        .find(ImportingCatalog.INDEX)
        .map(
            index ->
                Optional.ofNullable(index.metadata().get(SNAPSHOT))
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                index.key()
                                    + " names no snapshot of its products; import the catalog again")));
  }

  /** Activates the catalog. */
  public ProductCatalog.Replaced run(
      List<CatalogProduct> products, CatalogIndex index, ImportVersion importVersion) {
    ProductCatalog.Replaced replaced = catalog.replaceAll(products);
    if (!ImportVersion.active(files, ImportingCatalog.INDEX).equals(Optional.of(importVersion))) {
      FileStore.Content content = FileStore.Content.of(bytes(index));
      files.create(ImportingCatalog.indexKey(index.version()), content, Map.of());
      CatalogSnapshot snapshot = CatalogSnapshot.of(products);
      files.create(
          CatalogSnapshot.key(snapshot.version()),
          FileStore.Content.of(snapshot.bytes()),
          Map.of());
      files.put(
          ImportingCatalog.NAMES,
          FileStore.Content.of(ProductLookupIndex.of(products).bytes()),
          Map.of());
      Map<String, String> metadata = new HashMap<>(importVersion.metadata());
      metadata.put(SNAPSHOT, snapshot.version());
      files.put(ImportingCatalog.INDEX, content, metadata);
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
