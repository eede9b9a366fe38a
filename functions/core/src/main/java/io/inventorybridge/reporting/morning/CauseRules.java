// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import static io.inventorybridge.reporting.morning.ProbableCause.FIRST_BASELINE;
import static io.inventorybridge.reporting.morning.ProbableCause.LATE_FACT;
import static io.inventorybridge.reporting.morning.ProbableCause.MANY_UNITS_IN_ONE_STORE;
import static io.inventorybridge.reporting.morning.ProbableCause.NEGATIVE_IN_RETAIL_PRO;
import static io.inventorybridge.reporting.morning.ProbableCause.RECEIVED_OR_RETURNED;
import static io.inventorybridge.reporting.morning.ProbableCause.SOLD_WITHOUT_EVENT;

import io.inventorybridge.stock.StockQuantity;
import java.util.List;

/**
 * The rules that guess the cause of a difference, in order: the first match counts. The causes are
 * hints for store staff; no number depends on them.
 */
final class CauseRules {
  private static final List<Rule> IN_ORDER =
      List.of(
          new Rule(FIRST_BASELINE, (key, store) -> key.firstBaseline()),
          new Rule(
              MANY_UNITS_IN_ONE_STORE, (key, store) -> store.feedIsDead() && !key.fileIsSuspect()),
          new Rule(LATE_FACT, (key, store) -> !key.late().isZero()),
          new Rule(NEGATIVE_IN_RETAIL_PRO, (key, store) -> key.retailPro().units() < 0),
          new Rule(SOLD_WITHOUT_EVENT, (key, store) -> key.difference().units() < 0),
          new Rule(RECEIVED_OR_RETURNED, (key, store) -> key.difference().units() > 0));

  private CauseRules() {}

  /**
   * The data of a key for the rules, besides its store.
   *
   * @param fileIsSuspect true where most stores differ at once, so that no till is to blame
   * @param difference not 0
   * @param late the units that the settlement added for facts that came after the variance was
   *     computed
   */
  record Differing(
      boolean firstBaseline,
      boolean fileIsSuspect,
      StockQuantity retailPro,
      StockQuantity difference,
      StockQuantity late) {}

  static ProbableCause of(Differing key, StoreDifferences store) {
    return IN_ORDER.stream()
        .filter(rule -> rule.condition().holds(key, store))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a difference of 0 has no cause"))
        .cause();
  }

  private record Rule(ProbableCause cause, Condition condition) {}

  @FunctionalInterface
  private interface Condition {
    boolean holds(Differing key, StoreDifferences store);
  }
}
