// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.EmptiedKeys;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.GuardLine;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Verdict;
import io.inventorybridge.settings.GuardSettings;
import io.inventorybridge.stock.FacilityId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The measurements of the guards of {@code DeliveryGuards}, as far as the records of the source
 * contain them.
 */
record GuardLines(DeliveryContext known, GuardSettings limits, List<DeliveryRecord> history) {
  private static final Set<HeldReason> GUARDS =
      EnumSet.of(
          HeldReason.SNAPSHOT_AHEAD,
          HeldReason.FEW_ROWS,
          HeldReason.MANY_ROWS,
          HeldReason.MISSING_STORE,
          HeldReason.GOING_TO_ZERO);

  static List<GuardLine> of(DeliveryContext known) {
    Optional<HeldReason> held = held(known.record());
    if (held.isPresent() && !GUARDS.contains(held.get())) {
      return List.of();
    }
    GuardSettings limits = known.settings().delivery().guards();
    List<DeliveryRecord> settled =
        known.nights().subList(0, known.nights().size() - 1).stream()
            .map(DeliveryContext.Night::record)
            .filter(record -> record.status() == DeliveryRecord.Status.SETTLED)
            .filter(record -> record.rows().read() > 0)
            .toList();
    List<DeliveryRecord> history =
        settled.subList(Math.max(0, settled.size() - limits.history()), settled.size());
    return new GuardLines(known, limits, history).lines();
  }

  private static Optional<HeldReason> held(DeliveryRecord record) {
    return record.status() == DeliveryRecord.Status.HELD
        ? record.reason().map(HeldReason::parse)
        : Optional.empty();
  }

  private List<GuardLine> lines() {
    return List.of(snapshotAhead(), fewRows(), manyRows(), missingStore(), goingToZero());
  }

  private GuardLine snapshotAhead() {
    Duration ahead = Duration.between(known.record().uploaded(), known.record().snapshot().at());
    return new GuardLine(
        "snapshot time",
        ahead.isNegative()
            ? hours(ahead.negated()) + " before the upload"
            : hours(ahead) + " after the upload",
        limits
            .snapshotAhead()
            .map(most -> "more than %d min after it".formatted(most.toMinutes()))
            .orElse("–"),
        limits.snapshotAhead().isEmpty() ? Verdict.OFF : verdict(HeldReason.SNAPSHOT_AHEAD));
  }

  private static String hours(Duration time) {
    return time.toHours() > 0
        ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
        : "%d min".formatted(time.toMinutes());
  }

  private GuardLine fewRows() {
    return rows(
        "too few rows",
        limits.rowsBelow().map(ratio -> "less than %s times %s".formatted(ratio, median())),
        HeldReason.FEW_ROWS);
  }

  private GuardLine manyRows() {
    return rows(
        "too many rows",
        limits.rowsAbove().map(ratio -> "more than %s times %s".formatted(ratio, median())),
        HeldReason.MANY_ROWS);
  }

  private GuardLine rows(String name, Optional<String> limit, HeldReason reason) {
    return new GuardLine(
        name,
        PageNumberFormat.count(known.record().rows().read(), "row", "rows"),
        limit.orElse("–"),
        limit.isEmpty() ? Verdict.OFF : verdictByHistory(reason));
  }

  private String median() {
    if (history.isEmpty()) {
      return "the median";
    }
    List<Long> sizes = history.stream().map(record -> record.rows().read()).sorted().toList();
    long middle = sizes.get((sizes.size() - 1) / 2) + sizes.get(sizes.size() / 2);
    return "%s, the median of %s"
        .formatted(
            PageNumberFormat.count(middle / 2),
            PageNumberFormat.count(history.size(), "delivery before", "deliveries before"));
  }

  private GuardLine missingStore() {
    SortedSet<FacilityId> always = new TreeSet<>();
    if (!history.isEmpty()) {
      always.addAll(history.getFirst().stores());
      history.forEach(record -> always.retainAll(record.stores()));
    }
    SortedSet<FacilityId> missing = new TreeSet<>(always);
    missing.removeAll(known.record().stores());
    return new GuardLine(
        "missing store",
        missing.isEmpty()
            ? "each of the %s that are in every recent delivery"
                .formatted(PageNumberFormat.count(always.size(), "store", "stores"))
            : "without "
                + UntrustedText.of(
                        missing.stream().map(FacilityId::value).collect(Collectors.joining(", ")))
                    .text(),
        "a store missing that was in each of the last %d".formatted(limits.history()),
        limits.missingStore() ? verdictByHistory(HeldReason.MISSING_STORE) : Verdict.OFF);
  }

  private GuardLine goingToZero() {
    Optional<EmptiedKeys> found = known.record().goingToZero();
    Verdict verdict = found.isEmpty() ? Verdict.NOT_ASKED : verdict(HeldReason.GOING_TO_ZERO);
    return new GuardLine(
        "going to zero",
        found.map(GuardLines::words).orElse("–"),
        limits
            .goingToZero()
            .map(
                ratio ->
                    "more than %s of those with stock, from %s on"
                        .formatted(
                            PageNumberFormat.share(ratio.numerator(), ratio.denominator()),
                            PageNumberFormat.count(limits.leastKeys())))
            .orElse("–"),
        limits.goingToZero().isEmpty() ? Verdict.OFF : verdict);
  }

  private static String words(EmptiedKeys found) {
    return found
        .withStock()
        .map(
            all ->
                "%s of %s with stock"
                    .formatted(PageNumberFormat.count(found.keys()), PageNumberFormat.count(all)))
        .orElseGet(() -> PageNumberFormat.count(found.keys()) + " with stock");
  }

  private Verdict verdictByHistory(HeldReason reason) {
    return known.record().kind() != DeliveryManifest.DeliveryKind.ORDINARY
            || history.size() < limits.leastHistory()
        ? Verdict.NOT_ASKED
        : verdict(reason);
  }

  // Guards after the first one that holds a delivery do not run.
  private Verdict verdict(HeldReason reason) {
    Optional<HeldReason> held = held(known.record());
    if (held.isEmpty()) {
      return Verdict.PASSED;
    }
    return held.get() == reason
        ? Verdict.HELD
        : held.get().compareTo(reason) < 0 ? Verdict.NOT_ASKED : Verdict.PASSED;
  }
}
