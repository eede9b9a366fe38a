// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderReader;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.format.ScanState;
import io.inventorybridge.delivery.format.UnreadableDelta;
import io.inventorybridge.delivery.validation.JoinedLines;
import io.inventorybridge.delivery.validation.RowContext;
import io.inventorybridge.delivery.validation.RowRules;
import io.inventorybridge.delivery.validation.RowVerdict;
import io.inventorybridge.delivery.validation.StoreLookup;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.DeliverySettings;
import io.inventorybridge.support.files.StorageFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The filter of a delta: it reads the file to its last byte and keeps the relevant rows. It streams
 * the file; kept and rejected rows are on local disk, and memory holds the catalog and some bits
 * for each kept key (see {@link LastRowIndex}). Immutable; safe for use by many threads if the
 * scanner is.
 */
public final class DeltaFilter {
  // For the header; a scanner reads the rows in larger pieces and bypasses this buffer.
  private static final int BUFFER = 1 << 13;

  /** The name of the list of rejected keys in the workspace. */
  public static final String REJECTED_KEYS = "rejected-keys.csv";

  private final RowScanner scanner;
  private final CatalogIndex catalog;
  private final FacilityDirectory facilities;
  private final DeliverySettings settings;
  private final Optional<EarlierReferenceData> earlier;
  private final boolean wholeStores;

  /** The reasons that leave product and store of a row readable, so far as both are known. */
  private static final Set<RejectReason> NAMING =
      EnumSet.of(
          RejectReason.AMBIGUOUS_UPC,
          RejectReason.UNKNOWN_FACILITY,
          RejectReason.AMBIGUOUS_FACILITY,
          RejectReason.VIRTUAL_FACILITY,
          RejectReason.MALFORMED_QTY,
          RejectReason.DUPLICATE_KEY);

  /** The catalog and facilities by which the file was filtered before. */
  public record EarlierReferenceData(CatalogIndex catalog, FacilityDirectory facilities) {}

  public DeltaFilter(
      RowScanner scanner,
      CatalogIndex catalog,
      FacilityDirectory facilities,
      DeliverySettings settings) {
    this(scanner, catalog, facilities, settings, Optional.empty());
  }

  /**
   * @param earlier rows with the same verdict under this reference data are left out as {@link
   *     FilterReason#JUDGED_BEFORE}
   */
  public DeltaFilter(
      RowScanner scanner,
      CatalogIndex catalog,
      FacilityDirectory facilities,
      DeliverySettings settings,
      Optional<EarlierReferenceData> earlier) {
    this(scanner, catalog, facilities, settings, earlier, false);
  }

  private DeltaFilter(
      RowScanner scanner,
      CatalogIndex catalog,
      FacilityDirectory facilities,
      DeliverySettings settings,
      Optional<EarlierReferenceData> earlier,
      boolean wholeStores) {
    this.scanner = scanner;
    this.catalog = catalog;
    this.facilities = facilities;
    this.settings = settings;
    this.earlier = earlier;
    this.wholeStores = wholeStores;
  }

  /**
   * The same filter for a file that states every key of its stores. It judges every row, also those
   * of other products, and lists the keys that unusable rows name.
   */
  public DeltaFilter ofWholeStores() {
    return new DeltaFilter(scanner, catalog, facilities, settings, earlier, true);
  }

  /** The result of reading. */
  public sealed interface FilterOutcome permits FilteredDelta, Unreadable {
    /** SHA-256 of the object's bytes as they were dropped, in hex. */
    String sha256();

    /** The number of these bytes. */
    long bytes();
  }

  /** The file cannot be read as a delta; the sentence states the reason. */
  public record Unreadable(HeldReason reason, String sentence, String sha256, long bytes)
      implements FilterOutcome {}

  /**
   * Reads a dropped file, packed or not.
   *
   * @param object its bytes as they were dropped; always read to the end, not closed
   * @param workspace an existing directory on local disk; the result keeps files there until it is
   *     closed
   * @throws StorageFailure when the object or the local disk fails
   */
  public FilterOutcome read(InputStream object, Path workspace) {
    HashingInputStream source = new HashingInputStream(object);
    RowSpool spool = new RowSpool(workspace);
    try (RejectedKeyWriter keys = new RejectedKeyWriter(workspace.resolve(REJECTED_KEYS))) {
      Rows rows = read(source, spool, keys);
      // Bytes that the reader did not consume (a zip's directory) still belong to the object.
      String sha256 = source.drainedSha256();
      return rows.result(sha256, source.count());
    } catch (UnreadableDelta e) {
      spool.close();
      String sha256 = source.drainedSha256();
      return new Unreadable(e.reason(), e.sentence(), sha256, source.count());
    } catch (StorageFailure e) {
      spool.close();
      throw e;
    }
  }

  private Rows read(HashingInputStream source, RowSpool spool, RejectedKeyWriter keys) {
    FileDecompression unpacked = FileDecompression.of(source);
    try {
      BufferedInputStream in = new BufferedInputStream(unpacked, BUFFER);
      DeltaHeader header = HeaderReader.read(in, settings);
      Rows rows = new Rows(header, unpacked, spool, keys);
      if (wholeStores) {
        scanner.scan(in, header.delimiter(), header.nextLine(), rows);
      } else {
        scanner.scan(in, header, catalog, rows);
      }
      return rows;
    } catch (IOException e) {
      throw new StorageFailure("reading the unpacked rows", e);
    }
  }

  /** Receives the rows of one file. */
  private final class Rows implements RowSink {
    private final DeltaHeader header;
    private final FileDecompression unpacked;
    private final RowSpool spool;
    private final StoreLookup stores = new StoreLookup(facilities);
    private final LastRowIndex lastRowIndex = new LastRowIndex(catalog.size());
    private final Map<FilterReason, Long> filtered = new EnumMap<>(FilterReason.class);
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final SplitRows splitRows;
    private final StoreLookupCache storeLookupCache = new StoreLookupCache();
    private final StoreLookup storesBefore =
        new StoreLookup(earlier.map(EarlierReferenceData::facilities).orElse(facilities));
    private Optional<RowContext> candidate = Optional.empty();
    private Optional<RowContext> before = Optional.empty();
    private final RejectTally tally = new RejectTally();
    private final RejectedKeyWriter keys;
    private long valid;
    private boolean windows1252;

    Rows(DeltaHeader header, FileDecompression unpacked, RowSpool spool, RejectedKeyWriter keys) {
      this.keys = keys;
      this.header = header;
      this.unpacked = unpacked;
      this.spool = spool;
      this.windows1252 = header.windows1252();
      this.splitRows = new SplitRows(header);
    }

    @Override
    public void row(DeltaRow row) {
      if (row.scanState() instanceof ScanState.Plain plain && earlier.isEmpty()) {
        int facility = storeLookupCache.facility(plain.store());
        if (facility != StoreLookupCache.UNKNOWN) {
          keep(row, plain.product(), facility, plain.quantity(), "");
          return;
        }
      }
      validate(row);
    }

    private void validate(DeltaRow row) {
      if (candidate.isEmpty()) {
        candidate = Optional.of(new RowContext(header, catalog, stores, settings, row));
      }
      RowContext judged = candidate.get().of(row);
      RowVerdict verdict = RowRules.validate(judged);
      judged.noteStore();
      windows1252 |= judged.text() == RowEncoding.WINDOWS_1252;
      if (!(verdict instanceof RowVerdict.Passed)) {
        refuseOtherHeader(row, judged);
        if (row.fields() < header.width()) {
          splitRows.noteFragment(row);
        }
      }
      if (wholeStores) {
        noteUnusable(verdict, judged);
      }
      if (!(verdict instanceof RowVerdict.Filtered) && hadSameVerdict(row, verdict, judged)) {
        filtered.merge(FilterReason.JUDGED_BEFORE, 1L, Long::sum);
        return;
      }
      // No switch over types: the first one in a process costs as much as 100,000 rows.
      if (verdict instanceof RowVerdict.Passed) {
        if (row.scanState() instanceof ScanState.Plain plain) {
          storeLookupCache.note(plain.store(), judged.facility());
        }
        keep(row, judged.product(), judged.facility(), judged.quantity(), judged.location());
      } else if (verdict instanceof RowVerdict.Filtered out) {
        filtered.merge(out.reason(), 1L, Long::sum);
      } else {
        RowVerdict.Rejected refused = (RowVerdict.Rejected) verdict;
        if (refused.reason() == RejectReason.BROKEN_QUOTES && row.lines() > 1) {
          rejectEachLine(row);
        } else {
          rejected.merge(refused.reason(), 1L, Long::sum);
          spool.rejected(line(row), refused, row);
        }
        weigh(refused, judged);
      }
    }

    private void rejectEachLine(DeltaRow row) {
      for (JoinedLines.PhysicalLine line : JoinedLines.of(row, header.delimiter()).lines()) {
        RowVerdict.Rejected refused =
            new RowVerdict.Rejected(RejectReason.BROKEN_QUOTES, JoinedLines.message(line.number()));
        rejected.merge(refused.reason(), 1L, Long::sum);
        spool.rejected(
            line(line.number()), refused, line.bytes().getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    // Files that were put together from several have further headers. The same one is passed over.
    private void refuseOtherHeader(DeltaRow row, RowContext judged) {
      if (judged.mayBeHeader()) {
        List<String> cells = judged.cells();
        boolean other =
            DeltaHeader.isHeader(cells, settings.columns())
                || (row.fields() != header.width() && header.isNamedBy(cells));
        if (other && !header.isRepeatedBy(cells)) {
          throw new UnreadableDelta(
              HeldReason.AMBIGUOUS_COLUMN,
              "line %d is another header than line %d; drop the files with different headers one by one"
                  .formatted(row.line(), header.nextLine() - 1));
        }
      }
    }

    private void weigh(RowVerdict.Rejected refused, RowContext judged) {
      if (refused.reason() == RejectReason.UNKNOWN_FACILITY) {
        tally.addUnknownStore(judged.writtenStore());
      } else if (judged.isOfCatalog()) {
        tally.add();
      }
    }

    // A row without a number for its product is certainly not of ours; every other unusable row is
    // of a key of the load's stores.
    private void noteUnusable(RowVerdict verdict, RowContext judged) {
      if (verdict instanceof RowVerdict.Passed
          || (verdict instanceof RowVerdict.Filtered out
              && out.reason() != FilterReason.UNKNOWN_UPC)) {
        return;
      }
      if (verdict instanceof RowVerdict.Rejected refused && !NAMING.contains(refused.reason())) {
        keys.unnamed();
        return;
      }
      OptionalLong upc = judged.upc();
      if (upc.isEmpty() || judged.isOfOtherSubsidiary()) {
        return;
      }
      switch (judged.storeKind()) {
        case STORE -> {
          // A usable row of a product that is not online yet counts as soon as it is.
          if (isMarkedDuplicate(verdict) || !RowRules.hasUsableQuantity(judged)) {
            keys.named(stores.facility(judged.facility()), upc.getAsLong());
          }
        }
        case VIRTUAL -> {
          // A queue holds no stock.
        }
        case UNKNOWN -> keys.unnamed();
      }
    }

    private boolean hadSameVerdict(DeltaRow row, RowVerdict verdict, RowContext judged) {
      if (earlier.isEmpty()) {
        return false;
      }
      if (before.isEmpty()) {
        before =
            Optional.of(
                new RowContext(header, earlier.get().catalog(), storesBefore, settings, row));
      }
      RowContext then = before.get().of(row);
      RowVerdict verdictThen = RowRules.validate(then);
      return switch (verdict) {
        case RowVerdict.Passed passed ->
            verdictThen instanceof RowVerdict.Passed
                && storesBefore
                    .facility(then.facility())
                    .equals(stores.facility(judged.facility()));
        case RowVerdict.Rejected refused ->
            verdictThen instanceof RowVerdict.Rejected refusedThen
                && refusedThen.reason() == refused.reason();
        case RowVerdict.Filtered out -> false;
      };
    }

    private static boolean isMarkedDuplicate(RowVerdict verdict) {
      return verdict instanceof RowVerdict.Rejected refused
          && refused.reason() == RejectReason.DUPLICATE_KEY;
    }

    @Override
    public void filtered(FilterReason reason, long rows) {
      filtered.merge(reason, rows, Long::sum);
    }

    FilteredDelta result(String sha256, long bytes) {
      LastRowIndex lastRows = lastRowIndex;
      if (!splitRows.lines().isEmpty()) {
        lastRows = withoutSplitRows();
        rejected.merge(RejectReason.SPLIT_ROW, (long) splitRows.lines().size(), Long::sum);
        valid -= splitRows.lines().size();
        tally.addOthers(splitRows.lines().size());
      }
      long repeated = valid - lastRows.size();
      // Not weighed: the number of their key is kept.
      rejected.merge(RejectReason.DUPLICATE_KEY, repeated, Long::sum);
      return new FilteredDelta(
          new FilteredDelta.Source(
              sha256,
              bytes,
              unpacked.compression(),
              windows1252 ? "WINDOWS-1252" : "UTF-8",
              header),
          catalog,
          stores,
          facilities.version(),
          filtered,
          rejected,
          tally,
          keys.keys(),
          lastRows,
          splitRows.lines(),
          spool,
          scanner);
    }

    private LastRowIndex withoutSplitRows() {
      LastRowIndex index = new LastRowIndex(catalog.size());
      spool.read(
          entry -> {
            if (entry instanceof RowSpool.ValidRow row) {
              if (!splitRows.lines().containsKey(row.line())) {
                index.note(row.facility(), row.product(), row.line());
              } else if (wholeStores) {
                keys.named(stores.facility(row.facility()), catalog.upc(row.product()));
              }
            }
          });
      return index;
    }

    private void keep(DeltaRow row, int product, int facility, int quantity, String location) {
      valid++;
      int line = line(row);
      splitRows.noteKept(line, row);
      lastRowIndex.note(facility, product, line);
      spool.valid(line, product, facility, quantity, location, row);
    }

    private int line(DeltaRow row) {
      return line(row.line());
    }

    private int line(long line) {
      if (line > Integer.MAX_VALUE) {
        throw new UnreadableDelta(
            HeldReason.TOO_LARGE, "the file has more than %d lines".formatted(Integer.MAX_VALUE));
      }
      return (int) line;
    }
  }
}
