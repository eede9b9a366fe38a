// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.EditionGate.GateOutcome;
import io.inventorybridge.masterdata.editions.EditionGate.ProposedEdition;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.editions.RestorableInput;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.masterdata.imports.TableCodec;
import io.inventorybridge.masterdata.imports.TableImport;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileReplacement;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The import of rules. A dropped {@code rules.csv} replaces the whole set of rules; a {@code
 * PRODUCT_FACILITY_*.csv} of HotWax replaces the values of the product and facility pairs it names.
 * An unusable file, or one older than the active set, changes nothing; one that the brake holds is
 * staged. An edition is the whole book after the drop. The single index is replaced by a
 * conditional write, so drops may be imported concurrently and in any order.
 */
public final class ImportingRules implements RestorableInput {
  public static final String KIND = "rules";

  /** The active index. */
  public static final String INDEX = "index/rules.json";

  private static final String PRODUCT_FACILITY = "PRODUCT_FACILITY";
  private static final int MOST_ATTEMPTS = 1_000;

  private final FileStore files;
  private final TableCodec sheets;
  private final RuleBookFormat format;
  private final BackoffPolicy backoff;
  private final EditionGate gate;
  private final EditionBrake<RuleBook> brake;

  public ImportingRules(
      FileStore files,
      TableCodec sheets,
      RuleBookFormat format,
      BackoffPolicy backoff,
      EditionGate gate,
      EditionBrake<RuleBook> brake) {
    this.files = files;
    this.sheets = sheets;
    this.format = format;
    this.backoff = backoff;
    this.gate = gate;
    this.brake = brake;
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
    return untilWritten(
        there -> {
          Optional<RuleBook> before = current(there);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Optional<String> refusal = drop.unusable().or(() -> before.get().refusal(origin));
          if (refusal.isPresent()) {
            return Optional.of(reported(drop, ImportReport.refused(KIND, drop, refusal.get())));
          }
          RuleBook after = change.apply(before.get());
          ImportReport imported = ImportReport.imported(KIND, drop, after.version());
          ImportVersion importVersion = ImportVersion.of(drop, after.version());
          if (after.equals(before.get()) && !isActive(there, importVersion)) {
            return Optional.of(reported(drop, imported));
          }
          return propose(there, after, importVersion, EditionOrigin.DROPPED, drop.file().key())
              .map(outcome -> reported(drop, outcome.applied(imported)));
        });
  }

  @Override
  public boolean release(InputEdition staged, byte[] content) {
    RuleBook book = format.read(content);
    return untilWritten(
        there ->
            isOvertaken(there, staged.importVersion())
                ? Optional.of(false)
                : Optional.of(true).filter(it -> isWritten(there, book, staged.importVersion())));
  }

  @Override
  public ImportReport restore(InputEdition old, byte[] content, Instant at) {
    RuleBook book = format.read(content).restated(new RuleSource(at, "edition " + old.id()));
    ImportVersion importVersion =
        new ImportVersion(at, old.importVersion().sha256(), book.version());
    return untilWritten(
        there ->
            propose(there, book, importVersion, EditionOrigin.RESTORED, old.id())
                .map(
                    outcome ->
                        outcome.applied(ImportReport.restored(KIND, old.id(), importVersion))));
  }

  private <T> T untilWritten(Function<Optional<StoredFile>, Optional<T>> work) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<T> done = work.apply(files.find(INDEX));
      if (done.isPresent()) {
        return done.get();
      }
      backoff.pause(attempt);
    }
    throw new StorageFailure(
        "replacing " + INDEX,
        new IllegalStateException("written by others %d times".formatted(MOST_ATTEMPTS)));
  }

  // Empty when another writer changed the index meanwhile.
  private Optional<GateOutcome> propose(
      Optional<StoredFile> there,
      RuleBook book,
      ImportVersion importVersion,
      EditionOrigin origin,
      String from) {
    GateOutcome outcome =
        gate.propose(
            new ProposedEdition(
                InputKind.RULES, "", importVersion, origin, from, format.write(book)),
            () -> brake.measure(book),
            () -> isActive(there, importVersion) || isWritten(there, book, importVersion));
    return outcome instanceof EditionGate.Outrun ? Optional.empty() : Optional.of(outcome);
  }

  private static boolean isOvertaken(Optional<StoredFile> there, ImportVersion importVersion) {
    return there
        .flatMap(ImportVersion::of)
        .flatMap(it -> it.refusal(KIND, importVersion.uploaded()))
        .isPresent();
  }

  private static boolean isActive(Optional<StoredFile> there, ImportVersion importVersion) {
    return there.flatMap(ImportVersion::of).filter(importVersion::equals).isPresent();
  }

  // Empty when the index was replaced while it was read.
  private Optional<RuleBook> current(Optional<StoredFile> there) {
    return there.isEmpty() ? Optional.of(RuleBook.EMPTY) : book(there.get());
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

  private boolean isWritten(
      Optional<StoredFile> there, RuleBook after, ImportVersion importVersion) {
    return FileReplacement.isWritten(
        files, INDEX, there, FileStore.Content.of(format.write(after)), importVersion.metadata());
  }

  private ImportReport reported(TableImport<?> drop, ImportReport report) {
    drop.writeRejects(files, sheets, report.rejectsKey());
    return report;
  }
}
