// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.published.PairRemarks;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.shopsync.shop.ShopScope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The standing states that a reading found, each with its beginning as far as the reading knows it
 * and a sentence that names the cause.
 *
 * @param isDecided false where the reading decided nothing; then the states before stay
 */
record PairStanding(Map<StandingReason, Finding> found, boolean isDecided) {
  /** One state. */
  record Finding(Instant since, String message) {}

  /**
   * @param wait orders that changed within this time before the reading may still be unknown to us
   */
  static PairStanding of(
      LevelComparison sum,
      ReconcileDecision decision,
      Instant readAt,
      Duration wait,
      boolean keepsOffSale,
      List<ShopScope> missing) {
    Map<StandingReason, Finding> found = new EnumMap<>(StandingReason.class);
    boolean isDecided =
        !(decision instanceof ReconcileDecision.Unsettled
            || decision instanceof ReconcileDecision.ReadOnce
            || decision instanceof ReconcileDecision.TooEarly);
    if (!isDecided) {
      return new PairStanding(found, false);
    }
    if (sum.setAside() > 0) {
      found.put(
          StandingReason.SET_ASIDE,
          new Finding(
              readAt,
              units(sum.setAside(), "set aside")
                  + (keepsOffSale ? "" : "; ignored by the setting setAside")));
    }
    if (sum.unexplained() > 0) {
      found.put(
          StandingReason.UNEXPLAINED, new Finding(readAt, units(sum.unexplained(), "committed")));
    }
    SortedMap<String, Instant> differing = sum.differing();
    differing.values().stream()
        .min(Instant::compareTo)
        .filter(at -> !at.isAfter(readAt.minus(wait)))
        .ifPresent(
            at ->
                found.put(
                    StandingReason.ORDER_DIFFERS, new Finding(at, orders(differing.keySet()))));
    // A fall goes to the fewest units that the pair surely shows; it may still show more.
    boolean isFall =
        decision instanceof ReconcileDecision.Differs
            || decision instanceof ReconcileDecision.Lowers;
    if (decision instanceof ReconcileDecision.Unreadable || (isFall && !sum.isExact())) {
      found.put(StandingReason.NOT_READABLE, new Finding(readAt, unreadable(sum, missing)));
    }
    return new PairStanding(found, true);
  }

  private static String unreadable(LevelComparison sum, List<ShopScope> missing) {
    if (!missing.isEmpty()) {
      return "the shop does not grant "
          + missing.stream().map(ShopScope::handle).collect(Collectors.joining(", "));
    }
    if (sum.setAside() < 0) {
      return units(-sum.setAside(), "more available and committed than on hand");
    }
    if (sum.unclear().isEmpty()) {
      return units(-sum.unexplained(), "more committed by the orders than by the shop");
    }
    return orders(sum.unclear().keySet())
        + " changed, and whether units came back is unknown; compare the pair, then accept it";
  }

  private static String units(long number, String state) {
    return number + (number == 1 ? " unit " : " units ") + state;
  }

  private static String orders(Iterable<String> numbers) {
    return "orders " + String.join(", ", numbers);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** The remarks of the pair after this reading. */
  PairRemarks remarks(PairRemarks before) {
    if (!isDecided) {
      return before;
    }
    Map<StandingReason, Instant> since = new EnumMap<>(StandingReason.class);
    found.forEach((reason, finding) -> since.put(reason, finding.since()));
    return before.standing(since);
  }

  /** One row for each state. */
  List<PairDiscrepancy> rows(PairReading read) {
    PairRemarks remarks = remarks(read.record().remarks());
    return found.entrySet().stream()
        .map(
            it ->
                read.discrepancy(
                    DiscrepancyReason.of(it.getKey()),
                    Optional.ofNullable(remarks.since().get(it.getKey())),
                    it.getValue().message()))
        .toList();
  }
}
