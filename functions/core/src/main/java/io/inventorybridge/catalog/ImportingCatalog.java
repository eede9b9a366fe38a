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
 * The import of a dropped {@code catalog.csv}, which replaces the whole catalog. An unusable file,
 * or one older than the active version, changes nothing.
 *
 * <p>Repeating an interrupted import completes it: see {@link PuttingInForce}.
 */
public final class ImportingCatalog {
  public static final String KIND = "catalog";

  /** The active index. */
  public static final String INDEX = "index/catalog.idx";

  /** The index of active products by SKU and Shopify id. */
  public static final String NAMES = "index/names.idx";

  private final Files files;
  private final Sheets sheets;
  private final Catalog catalog;

  public ImportingCatalog(Files files, Sheets sheets, Catalog catalog) {
    this.files = files;
    this.sheets = sheets;
    this.catalog = catalog;
  }

  /** The key of the index of a version, which backfills need for files filtered with it. */
  public static String indexKey(String version) {
    return "index/catalog/%s.idx".formatted(version);
  }

  /** Imports a drop; may be repeated. */
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

  /** Reads a catalog file without importing it; the stream is closed. */
  public static DroppedTable<Product> read(InputStream open, Sheets sheets, StoredFile file) {
    return DroppedTable.read(
        open, sheets, file, ProductRows.REQUIRED, ProductRows::judge, Product::identity);
  }
}
