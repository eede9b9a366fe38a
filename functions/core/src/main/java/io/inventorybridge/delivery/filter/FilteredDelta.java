// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.FileCompression;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.validation.RowVerdict;
import io.inventorybridge.delivery.validation.StoreLookup;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A delta that was read to its last byte: counted and de-duplicated, with its rows on local disk,
 * ready for the guards and the cut. Not thread-safe; must be closed.
 */
public final class FilteredDelta implements DeltaFilter.FilterOutcome, AutoCloseable {
  private final Source source;
  private final CatalogIndex catalog;
  private final StoreLookup stores;
  private final String facilitiesVersion;
  private final RowCounts rows;
  private final RejectTally rejects;
  private final RejectedKeys rejectedKeys;
  private final LastRowIndex lastRowIndex;
  private final Map<Integer, RowVerdict.Rejected> splitRows;
  private final RowSpool spool;
  private final RowScanner scanner;

  /** The properties of the file. */
  record Source(
      String sha256,
      long bytes,
      FileCompression compression,
      String encoding,
      DeltaHeader header) {}

  FilteredDelta(
      Source source,
      CatalogIndex catalog,
      StoreLookup stores,
      String facilitiesVersion,
      Map<FilterReason, Long> filtered,
      Map<RejectReason, Long> rejected,
      RejectTally rejects,
      RejectedKeys rejectedKeys,
      LastRowIndex lastRowIndex,
      Map<Integer, RowVerdict.Rejected> splitRows,
      RowSpool spool,
      RowScanner scanner) {
    this.source = source;
    this.catalog = catalog;
    this.stores = stores;
    this.facilitiesVersion = facilitiesVersion;
    this.rejects = rejects;
    this.rejectedKeys = rejectedKeys;
    this.lastRowIndex = lastRowIndex;
    this.splitRows = splitRows;
    this.spool = spool;
    this.scanner = scanner;
    long read =
        lastRowIndex.size()
            + filtered.values().stream().mapToLong(Long::longValue).sum()
            + rejected.values().stream().mapToLong(Long::longValue).sum();
    this.rows = new RowCounts(read, lastRowIndex.size(), filtered, rejected);
  }

  @Override
  public String sha256() {
    return source.sha256();
  }

  @Override
  public long bytes() {
    return source.bytes();
  }

  public RowCounts rows() {
    return rows;
  }

  /** The rejected rows of catalog products. */
  public RejectTally rejects() {
    return rejects;
  }

  /**
   * The keys that unusable rows name, which are listed as {@link DeltaFilter#REJECTED_KEYS}; none
   * for a file that does not state whole stores.
   */
  public RejectedKeys rejectedKeys() {
    return rejectedKeys;
  }

  /** Tells whether a kept row states a key; {@code store} is one of the file's stores. */
  public boolean states(StockKey key) {
    int store = stores.slot(key.facility());
    int product = catalog.find(key.upc().digits());
    return store >= 0 && product >= 0 && lastRowIndex.has(store, product);
  }

  /** The known stores that occur in the file. */
  public SortedSet<FacilityId> stores() {
    return stores.seen();
  }

  public String catalogVersion() {
    return catalog.version();
  }

  public String facilitiesVersion() {
    return facilitiesVersion;
  }

  /** Tells whether the file is a rejects file that was dropped again. */
  public boolean isRejectsFile() {
    return source.header().isRejectsFile();
  }

  /** Receives the kept rows, in the order of the file. */
  public interface KeptRows {
    void row(StockKey key, StockQuantity quantity);
  }

  /** Passes every kept row to the receiver; may be called more than once. */
  public void forEachKeptRow(KeptRows kept) {
    spool.read(
        entry -> {
          if (entry instanceof RowSpool.ValidRow row && isLast(row)) {
            kept.row(
                new StockKey(
                    stores.facility(row.facility()), new CanonicalUpc(catalog.upc(row.product()))),
                StockQuantity.of(row.quantity()));
          }
        });
  }

  /** Writes the rejected rows alone, in the order of the input. */
  public void writeRejects(Path rejects) {
    try (RejectFileWriter rejected = new RejectFileWriter(rejects, source.header(), scanner)) {
      spool.read(
          entry -> {
            if (!(entry instanceof RowSpool.ValidRow row) || !isLast(row)) {
              writeReject(entry, rejected);
            }
          });
    }
  }

  private void writeReject(RowSpool.Entry entry, RejectFileWriter rejected) throws IOException {
    if (entry instanceof RowSpool.ValidRow row) {
      RowVerdict.Rejected split = splitRows.get(row.line());
      if (split == null) {
        rejected.superseded(row.line(), lastLine(row), spool.raw(row));
      } else {
        rejected.write(row.line(), split, spool.raw(row));
      }
    } else if (entry instanceof RowSpool.RejectedRow row) {
      rejected.write(row.line(), row.verdict(), row.raw());
    }
  }

  /** The files that {@link #cut} wrote. */
  public record Cut(DeliveryManifest.Input input, List<DeliveryManifest.Part> parts) {}

  /**
   * Writes the reset parts as {@code part-0001.csv}... and the rejected rows.
   *
   * @param directory an existing directory for the parts
   * @param rejects the file for the rejected rows, in the order of the input
   * @param partSize the maximum number of rows in a part; the parts are balanced
   */
  public Cut cut(Path directory, Path rejects, int partSize) {
    ResetLineWriter lines = new ResetLineWriter(catalog, stores);
    try (PartFileWriter parts =
            new PartFileWriter(directory, lines, lastRowIndex.size(), partSize);
        RejectFileWriter rejected = new RejectFileWriter(rejects, source.header(), scanner)) {
      CheckDigits wrong = new CheckDigits();
      spool.read(
          entry -> {
            if (entry instanceof RowSpool.ValidRow row && isLast(row)) {
              parts.write(row.facility(), row.product(), row.quantity(), row.location());
              wrong.check(catalog.upc(row.product()));
            } else {
              writeReject(entry, rejected);
            }
          });
      return new Cut(
          new DeliveryManifest.Input(
              source.sha256(),
              source.bytes(),
              source.header().delimiter(),
              source.encoding(),
              source.compression(),
              wrong.count()),
          parts.finished());
    }
  }

  @Override
  public void close() {
    spool.close();
  }

  private boolean isLast(RowSpool.ValidRow row) {
    return !splitRows.containsKey(row.line())
        && lastRowIndex.isLast(row.facility(), row.product(), row.line());
  }

  // The last valid row of a key wins, at its own line.
  private int lastLine(RowSpool.ValidRow row) {
    return lastRowIndex.lastLine(row.facility(), row.product());
  }

  /** Counts UPCAs that fail their check digit, by the GS1 rule for any length. */
  private static final class CheckDigits {
    private long wrong;

    void check(long upc) {
      long sum = 0;
      int weight = 3;
      for (long rest = upc / 10; rest > 0; rest /= 10) {
        sum += (rest % 10) * weight;
        weight = 4 - weight;
      }
      if ((sum + upc % 10) % 10 != 0) {
        wrong++;
      }
    }

    long count() {
      return wrong;
    }
  }
}
