// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.full.FullSyncReport.Figures;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason.ReasonCategory;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keeps the result of each batch of a full sync, and makes the report at the end. */
public final class ReportingFullSync {
  private static final String BATCHES = "sync/";

  private final FileStore files;
  private final FullSyncFormat format;

  public ReportingFullSync(FileStore files, FullSyncFormat format) {
    this.files = files;
    this.format = format;
  }

  /**
   * Keeps the rows of a call. A repetition of the call replaces them.
   *
   * @param call the number of the call within the run
   */
  public void keep(String run, long call, ReconcileBatch batch) {
    BatchFindings rows = new BatchFindings(batch.discrepancies(), batch.right());
    if (!rows.isEmpty()) {
      files.put(
          "%s%s/%06d.jsonl".formatted(BATCHES, run, call),
          FileStore.Content.of(format.batch(rows)),
          Map.of());
    }
  }

  /** The key of the report of a run, without its extension. */
  public static String key(String run) {
    return "reports/sync/" + run;
  }

  /**
   * Writes the report. Of several rows of a pair the last one counts, and its standing states
   * besides. A row that waited for a second reading is dropped when that reading was right.
   */
  public FullSyncReport report(
      String run,
      Instant began,
      Instant now,
      Publish publish,
      List<String> missing,
      Figures figures) {
    SortedMap<ItemAtLocation, PairRows> pairs = new TreeMap<>();
    for (StoredFile file : files.list(BATCHES + run + "/")) {
      BatchFindings batch = format.readBatch(files.read(file.key()).orElseThrow());
      batch
          .right()
          .forEach(pair -> Optional.ofNullable(pairs.get(pair)).ifPresent(PairRows::wasRight));
      batch
          .discrepancies()
          .forEach(row -> pairs.computeIfAbsent(row.pair(), pair -> new PairRows()).add(row));
    }
    List<PairDiscrepancy> rows =
        pairs.values().stream().flatMap(pair -> pair.all().stream()).toList();
    FullSyncReport report = new FullSyncReport(run, began, now, publish, missing, figures, rows);
    files.put(
        key(run) + ".csv",
        FileStore.Content.of(DiscrepancyCsv.of(report.discrepancies())),
        Map.of());
    files.put(key(run) + ".json", FileStore.Content.of(format.report(report)), Map.of());
    return report;
  }

  /** The rows of one pair: what was done, and its standing states. */
  private static final class PairRows {
    private Optional<PairDiscrepancy> action = Optional.empty();
    private final SortedMap<DiscrepancyReason, PairDiscrepancy> standing = new TreeMap<>();

    void add(PairDiscrepancy row) {
      if (row.reason().category() == ReasonCategory.STANDING) {
        standing.put(row.reason(), row);
      } else {
        action = Optional.of(row);
      }
    }

    void wasRight() {
      action = action.filter(row -> row.reason().category() != ReasonCategory.SEEN_ONCE);
    }

    List<PairDiscrepancy> all() {
      return Stream.concat(action.stream(), standing.values().stream()).toList();
    }
  }
}
