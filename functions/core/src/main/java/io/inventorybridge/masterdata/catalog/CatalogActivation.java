// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.support.files.FileReplacement;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
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
    return files.find(ImportingCatalog.INDEX).map(CatalogActivation::snapshot);
  }

  private static String snapshot(StoredFile index) {
    return Optional.ofNullable(index.metadata().get(SNAPSHOT))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    index.key() + " names no snapshot of its products; import the catalog again"));
  }

  /**
   * Activates the catalog; empty when a later one is in force. Several activations may run at once,
   * and their writes to the table mix. Each of them therefore replaces exactly the index that it
   * saw before its first write. The one that was overtaken writes the products of the later catalog
   * again, and its index, so that the products that a writer reads match the index that it reads.
   */
  public Optional<ProductCatalog.Replaced> run(
      List<CatalogProduct> products, CatalogIndex index, ImportVersion importVersion) {
    return run(new StatedCatalog(products, index, importVersion), false);
  }

  /**
   * Completes an activation that was overtaken and died before it wrote the later catalog again.
   */
  public void settle() {
    files.find(ImportingCatalog.INDEX).map(this::stated).ifPresent(inForce -> run(inForce, false));
  }

  private record StatedCatalog(
      List<CatalogProduct> products, CatalogIndex index, ImportVersion importVersion) {}

  private Optional<ProductCatalog.Replaced> run(StatedCatalog stated, boolean mixed) {
    Optional<StoredFile> there = files.find(ImportingCatalog.INDEX);
    Optional<ImportVersion> inForce = there.flatMap(ImportVersion::of);
    if (inForce.flatMap(it -> it.refusal("", stated.importVersion().uploaded())).isPresent()) {
      if (mixed) {
        run(stated(there.orElseThrow()), true);
      }
      return Optional.empty();
    }
    ProductCatalog.Replaced replaced = catalog.replaceAll(stated.products());
    boolean isActive = inForce.equals(Optional.of(stated.importVersion()));
    return (isActive && !mixed && replaced.isNothing()) || isWritten(stated, there)
        ? Optional.of(replaced)
        : run(stated, true);
  }

  private StatedCatalog stated(StoredFile inForce) {
    List<CatalogProduct> products =
        CatalogSnapshot.read(files.read(CatalogSnapshot.key(snapshot(inForce))).orElseThrow());
    return new StatedCatalog(
        products, CatalogIndex.of(products), ImportVersion.of(inForce).orElseThrow());
  }

  // False when another activation replaced the index meanwhile.
  private boolean isWritten(StatedCatalog stated, Optional<StoredFile> there) {
    FileStore.Content content = FileStore.Content.of(bytes(stated.index()));
    files.create(ImportingCatalog.indexKey(stated.index().version()), content, Map.of());
    CatalogSnapshot snapshot = CatalogSnapshot.of(stated.products());
    files.create(
        CatalogSnapshot.key(snapshot.version()), FileStore.Content.of(snapshot.bytes()), Map.of());
    files.put(
        ImportingCatalog.NAMES,
        FileStore.Content.of(ProductLookupIndex.of(stated.products()).bytes()),
        Map.of());
    Map<String, String> metadata = new HashMap<>(stated.importVersion().metadata());
    metadata.put(SNAPSHOT, snapshot.version());
    return FileReplacement.isWritten(files, ImportingCatalog.INDEX, there, content, metadata);
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
