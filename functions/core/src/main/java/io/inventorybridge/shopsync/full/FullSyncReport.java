// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a full sync.
 *
 * @param publish the publishing mode of the settings
 * @param missing deliveries that it stopped waiting for, one sentence each
 * @param figures of all its batches
 * @param discrepancies the last result for each pair, in the order of locations and items
 */
public record FullSyncReport(
    String run,
    Instant began,
    Instant ended,
    Publish publish,
    List<String> missing,
    Figures figures,
    List<PairDiscrepancy> discrepancies) {
  public FullSyncReport {
    missing = List.copyOf(missing);
    discrepancies = List.copyOf(discrepancies);
  }

  /**
   * The totals of the batches so far.
   *
   * @param read pairs that were compared with the shop, each counted once
   * @param published differences that were confirmed
   * @param uncertain differences whose outcome is unknown
   * @param parked differences that the shop refused
   * @param calls write requests
   * @param requests all requests, including reads
   * @param points their cost as reported by the shop
   */
  public record Figures(
      long read,
      long published,
      long uncertain,
      long parked,
      long calls,
      long requests,
      long points) {
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

    public Figures plus(Figures other) {
      return new Figures(
          read + other.read,
          published + other.published,
          uncertain + other.uncertain,
          parked + other.parked,
          calls + other.calls,
          requests + other.requests,
          points + other.points);
    }
  }

  /** The number of pairs that showed the right quantity, at the first or second reading. */
  public long agreed() {
    return Math.max(
        0, figures.read() - discrepancies.stream().map(PairDiscrepancy::pair).distinct().count());
  }

  /** The number of pairs that were set. */
  public long written() {
    return discrepancies.stream()
        .filter(it -> it.reason().category() == DiscrepancyReason.ReasonCategory.SET)
        .count();
  }

  /** The number of pairs for each reason. */
  public Map<DiscrepancyReason, Long> byReason() {
    Map<DiscrepancyReason, Long> counts = new EnumMap<>(DiscrepancyReason.class);
    discrepancies.forEach(it -> counts.merge(it.reason(), 1L, Long::sum));
    return counts;
  }
}
