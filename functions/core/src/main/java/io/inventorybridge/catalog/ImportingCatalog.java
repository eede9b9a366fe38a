// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import io.inventorybridge.drops.DroppedTable;
import io.inventorybridge.drops.Edition;
import io.inventorybridge.drops.ImportReport;
import io.inventorybridge.drops.Sheets;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import java.io.InputStream;
import java.util.Optional;

/**
 * A dropped {@code catalog.csv} replaces the whole catalogue. A file that cannot be used, or that
 * is older than what is in force, changes nothing.
 *
 * <p>An import that died half-way is right after it was repeated: see {@link PuttingInForce}.
 */
public final class ImportingCatalog {
  public static final String KIND = "catalog";

  /** The index in force. */
  public static final String INDEX = "index/catalog.idx";

  /** Finds a product in force by its SKU or Shopify id. */
  public static final String NAMES = "index/names.idx";

  private final Files files;
  private final Sheets sheets;
  private final Catalog catalog;

  public ImportingCatalog(Files files, Sheets sheets, Catalog catalog) {
    this.files = files;
    this.sheets = sheets;
    this.catalog = catalog;
  }

  /** Where the index of a version is kept, for the backfill of what was filtered with it. */
  public static String indexKey(String version) {
    return "index/catalog/%s.idx".formatted(version);
  }

  /** Imports a drop, again where that was begun before. */
  public ImportReport run(StoredFile file) {
    DroppedTable<Product> drop = read(files.open(file), sheets, file);
    PuttingInForce putting = new PuttingInForce(files, catalog);
    Optional<String> refusal =
        drop.unusable().or(() -> putting.refusal(file.key(), file.lastModified()));
    ImportReport report;
    if (refusal.isPresent()) {
      report = ImportReport.refused(KIND, drop, refusal.get());
      drop.keepRejects(files, sheets, report.rejectsKey());
      return report;
    }
    CatalogIndex index = CatalogIndex.of(drop.kept());
    report = ImportReport.imported(KIND, drop, index.version());
    drop.keepRejects(files, sheets, report.rejectsKey());
    putting.run(drop.kept(), index, Edition.of(drop, index.version()));
    return report;
  }

  /** What a catalogue file says, without importing it; the stream is closed. */
  public static DroppedTable<Product> read(InputStream open, Sheets sheets, StoredFile file) {
    return DroppedTable.read(
        open, sheets, file, ProductRows.REQUIRED, ProductRows::judge, Product::identity);
  }
}
