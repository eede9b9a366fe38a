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
 * Puts a whole catalogue in force. The table is made the same first, difference by difference; the
 * index, which the filter reads and which carries the edition it comes from, is written last. What
 * died half-way is right after it was repeated, and until then the filter works with the earlier
 * index.
 */
public final class PuttingInForce {
  private final Files files;
  private final Catalog catalog;

  public PuttingInForce(Files files, Catalog catalog) {
    this.files = files;
    this.catalog = catalog;
  }

  /**
   * Why a catalogue of that time must not come in force; empty when it may.
   *
   * @param what names it
   */
  public Optional<String> refusal(String what, Instant at) {
    return Edition.inForce(files, ImportingCatalog.INDEX)
        .flatMap(edition -> edition.refusal(what, at));
  }

  /** Puts it in force. */
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
