// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.reconciling.Reason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a full sync came to.
 *
 * @param publish what the settings said
 * @param missing deliveries it did not wait for any longer, a sentence each
 * @param figures of all its batches
 * @param discrepancies the last word on each pair, in the order of locations and items
 */
public record FullSyncReport(
    String run,
    Instant began,
    Instant ended,
    Publish publish,
    List<String> missing,
    Figures figures,
    List<Discrepancy> discrepancies) {
  public FullSyncReport {
    missing = List.copyOf(missing);
    discrepancies = List.copyOf(discrepancies);
  }

  /**
   * Sums over the batches so far.
   *
   * @param read pairs that were compared with the shop, each counted once
   * @param published differences that were confirmed
   * @param uncertain differences of which nobody knows whether they stand
   * @param parked differences that the shop refused
   * @param calls requests that write
   * @param requests all requests, those that read included
   * @param points what they cost, by the shop's own account
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

  /** How many pairs showed what they should, at the second reading if not at the first. */
  public long agreed() {
    return Math.max(0, figures.read() - discrepancies.size());
  }

  /** How many pairs were set. */
  public long written() {
    return discrepancies.stream().filter(it -> it.reason().course() == Reason.Course.SET).count();
  }

  /** How many pairs there are for each reason. */
  public Map<Reason, Long> byReason() {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    discrepancies.forEach(it -> counts.merge(it.reason(), 1L, Long::sum));
    return counts;
  }
}
