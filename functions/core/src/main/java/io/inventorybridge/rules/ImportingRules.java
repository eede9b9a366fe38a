// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The import of rules. A dropped {@code rules.csv} replaces the whole set of rules; a {@code
 * PRODUCT_FACILITY_*.csv} of HotWax replaces the values of the product and facility pairs it names.
 * An unusable file, or one older than the active set, changes nothing. The single index is replaced
 * by a conditional write, so drops may be imported concurrently and in any order.
 */
public final class ImportingRules {
  public static final String KIND = "rules";

  /** The active index. */
  public static final String INDEX = "index/rules.json";

  private static final String PRODUCT_FACILITY = "PRODUCT_FACILITY";
  private static final int MOST_ATTEMPTS = 1_000;

  private final FileStore files;
  private final TableCodec sheets;
  private final RuleBookFormat format;
  private final BackoffPolicy backoff;

  public ImportingRules(
      FileStore files, TableCodec sheets, RuleBookFormat format, BackoffPolicy backoff) {
    this.files = files;
    this.sheets = sheets;
    this.format = format;
    this.backoff = backoff;
  }

  /** Imports a drop; may be repeated. */
  public ImportReport run(StoredFile file) {
    RuleSource origin = RuleSource.of(file);
    if (isProductFacilityFile(file)) {
      TableImport<ProductFacilityRule> drop = readPairs(files.open(file), sheets, file);
      return apply(drop, origin, book -> book.withPairs(origin, drop.kept()));
    }
    TableImport<RuleRow> drop = read(files.open(file), sheets, file);
    return apply(drop, origin, book -> book.withSet(origin, drop.kept()));
  }

  // Decided by the file name that HotWax gives: the two kinds of file share no column.
  private static boolean isProductFacilityFile(StoredFile file) {
    String name = file.key().substring(file.key().lastIndexOf('/') + 1);
    return name.toUpperCase(Locale.ROOT).startsWith(PRODUCT_FACILITY);
  }

  /** Reads a rules file without importing it; the stream is closed. */
  static TableImport<RuleRow> read(InputStream open, TableCodec sheets, StoredFile file) {
    return TableImport.read(
        open,
        sheets,
        file,
        RuleRowReader.REQUIRED,
        List.of(),
        RuleRowReader::read,
        RuleRow::identity);
  }

  private static TableImport<ProductFacilityRule> readPairs(
      InputStream open, TableCodec sheets, StoredFile file) {
    return TableImport.read(
        open,
        sheets,
        file,
        ProductFacilityRowReader.REQUIRED,
        ProductFacilityRowReader.OPTIONAL,
        ProductFacilityRowReader::read,
        ProductFacilityRule::pair);
  }

  private ImportReport apply(
      TableImport<?> drop, RuleSource origin, UnaryOperator<RuleBook> change) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<StoredFile> there = files.find(INDEX);
      Optional<RuleBook> before = there.isEmpty() ? Optional.of(RuleBook.EMPTY) : book(there.get());
      if (before.isPresent()) {
        Optional<String> refusal = drop.unusable().or(() -> before.get().refusal(origin));
        if (refusal.isPresent()) {
          return reported(drop, ImportReport.refused(KIND, drop, refusal.get()));
        }
        RuleBook after = change.apply(before.get());
        if (after.equals(before.get()) || isWritten(there, after)) {
          return reported(drop, ImportReport.imported(KIND, drop, after.version()));
        }
      }
      backoff.pause(attempt);
    }
    throw new StorageFailure(
        "replacing " + INDEX,
        new IllegalStateException("written by others %d times".formatted(MOST_ATTEMPTS)));
  }

  private Optional<RuleBook> book(StoredFile index) {
    try (InputStream in = files.open(index)) {
      return Optional.of(format.read(in.readAllBytes()));
    } catch (FileChanged e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageFailure("reading " + INDEX, e);
    }
  }

  private boolean isWritten(Optional<StoredFile> there, RuleBook after) {
    FileStore.Content content = FileStore.Content.of(format.write(after));
    return there.isPresent()
        ? files.replace(there.get(), content, Map.of()) instanceof FileStore.Replaced
        : files.create(INDEX, content, Map.of()) instanceof FileStore.Created;
  }

  private ImportReport reported(TableImport<?> drop, ImportReport report) {
    drop.writeRejects(files, sheets, report.rejectsKey());
    return report;
  }
}
