// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.sync.full.FullSyncReport.Figures;
import io.inventorybridge.sync.reconciling.Batch;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.reconciling.Reason;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the result of each batch of a full sync, and makes the report at the end. */
public final class ReportingFullSync {
  private static final String BATCHES = "sync/";

  private final Files files;
  private final FullSyncFormat format;

  public ReportingFullSync(Files files, FullSyncFormat format) {
    this.files = files;
    this.format = format;
  }

  /**
   * Keeps the rows of a call. A repetition of the call replaces them.
   *
   * @param call the number of the call within the run
   */
  public void keep(String run, long call, Batch batch) {
    BatchRows rows = new BatchRows(batch.discrepancies(), batch.right());
    if (!rows.isEmpty()) {
      files.put(
          "%s%s/%06d.jsonl".formatted(BATCHES, run, call),
          Files.Content.of(format.batch(rows)),
          Map.of());
    }
  }

  /** The key of the report of a run, without its extension. */
  public static String key(String run) {
    return "reports/sync/" + run;
  }

  /**
   * Writes the report. Of several rows of a pair the last one counts. A row that waited for a
   * second reading is dropped when that reading was right.
   */
  public FullSyncReport report(
      String run,
      Instant began,
      Instant now,
      Publish publish,
      List<String> missing,
      Figures figures) {
    Map<Pair, Discrepancy> rows = new TreeMap<>();
    for (StoredFile file : files.list(BATCHES + run + "/")) {
      BatchRows batch = format.readBatch(files.read(file.key()).orElseThrow());
      batch.right().stream()
          .filter(pair -> rows.containsKey(pair) && waits(rows.get(pair)))
          .forEach(rows::remove);
      batch.discrepancies().forEach(row -> rows.put(row.pair(), row));
    }
    FullSyncReport report =
        new FullSyncReport(run, began, now, publish, missing, figures, List.copyOf(rows.values()));
    files.put(
        key(run) + ".csv", Files.Content.of(DiscrepancyCsv.of(report.discrepancies())), Map.of());
    files.put(key(run) + ".json", Files.Content.of(format.report(report)), Map.of());
    return report;
  }

  private static boolean waits(Discrepancy row) {
    return row.reason().course() == Reason.Course.SEEN_ONCE;
  }
}
