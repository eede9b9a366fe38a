// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.masterdata.catalog.CatalogEditions.ProposedCatalog;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.io.InputStream;
import java.util.Optional;

/**
 * The import of a dropped {@code catalog.csv}, which replaces the whole catalog. An unusable file,
 * or one older than the active version, changes nothing. One that the brake holds is staged: see
 * {@link CatalogEditions}.
 *
 * <p>Repeating an interrupted import completes it: see {@link CatalogActivation}.
 */
public final class ImportingCatalog {
  public static final String KIND = "catalog";

  /** The active index. */
  public static final String INDEX = "index/catalog.idx";

  /** The index of active products by SKU and Shopify id. */
  public static final String NAMES = "index/names.idx";

  private final FileStore files;
  private final TableCodec sheets;
  private final CatalogEditions editions;

  public ImportingCatalog(FileStore files, TableCodec sheets, CatalogEditions editions) {
    this.files = files;
    this.sheets = sheets;
    this.editions = editions;
  }

  /** The key of the index of a version, which backfills need for files filtered with it. */
  public static String indexKey(String version) {
    return "index/catalog/%s.idx".formatted(version);
  }

  /** Imports a drop; may be repeated. */
  public ImportReport run(StoredFile file) {
    TableImport<CatalogProduct> drop = read(files.open(file), sheets, file);
    Optional<String> refusal =
        drop.unusable().or(() -> editions.refusal(file.key(), file.lastModified()));
    ImportReport report;
    if (refusal.isPresent()) {
      report = ImportReport.refused(KIND, drop, refusal.get());
      drop.writeRejects(files, sheets, report.rejectsKey());
      return report;
    }
    CatalogIndex index = CatalogIndex.of(drop.kept());
    report = ImportReport.imported(KIND, drop, index.version());
    drop.writeRejects(files, sheets, report.rejectsKey());
    return editions
        .propose(
            new ProposedCatalog(
                drop.kept(),
                index,
                ImportVersion.of(drop, index.version()),
                EditionOrigin.DROPPED,
                file.key()))
        .gate()
        .applied(report);
  }

  /** Reads a catalog file without importing it; the stream is closed. */
  public static TableImport<CatalogProduct> read(
      InputStream open, TableCodec sheets, StoredFile file) {
    return TableImport.read(
        open,
        sheets,
        file,
        ProductRowReader.REQUIRED,
        ProductRowReader.OPTIONAL,
        ProductRowReader::read,
        CatalogProduct::identity);
  }
}
