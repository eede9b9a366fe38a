// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.GuardFinding;
import io.inventorybridge.delivery.GuardFinding.Verdict;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.MovedUnits;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.ExactRatio;
import io.inventorybridge.settings.GuardSettings;
import io.inventorybridge.stock.FacilityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The guards of a delivery, which hold a delivery that looks like an accident. {@link #IN_ORDER}
 * lists all of them; their limits are settings. They stop at the first that holds. Each states its
 * measurement, its limit and its verdict once; nothing computes them again. Used by one thread.
 */
final class DeliveryGuards {
  private static final Set<RejectReason> UNREADABLE =
      EnumSet.of(
          RejectReason.WRONG_FIELD_COUNT, RejectReason.BROKEN_QUOTES, RejectReason.BAD_ENCODING);

  /** An unusual file shows within a week of working days. */
  private static final int LAST_KEPT = 5;

  private static final Set<DeliveryKind> ALL = EnumSet.allOf(DeliveryKind.class);
  private static final Set<DeliveryKind> WHOLE =
      EnumSet.of(DeliveryKind.ORDINARY, DeliveryKind.INITIAL);
  private static final Set<DeliveryKind> ORDINARY = EnumSet.of(DeliveryKind.ORDINARY);

  /**
   * One guard.
   *
   * @param kinds the deliveries that it is asked of
   * @param emptyToo true for a guard that is asked of a file without rows too, which is a day
   *     without changes
   */
  private record Guard(
      String name,
      HeldReason reason,
      Set<DeliveryKind> kinds,
      boolean emptyToo,
      Function<DeliveryGuards, GuardAnswer> check) {}

  private static final List<Guard> IN_ORDER =
      List.of(
          new Guard(
              "snapshotAhead", HeldReason.SNAPSHOT_AHEAD, ALL, true, DeliveryGuards::snapshotAhead),
          new Guard("rowsBelow", HeldReason.FEW_ROWS, ORDINARY, false, DeliveryGuards::fewRows),
          new Guard("rowsAbove", HeldReason.MANY_ROWS, ORDINARY, false, DeliveryGuards::manyRows),
          new Guard(
              "missingStore",
              HeldReason.MISSING_STORE,
              ORDINARY,
              false,
              DeliveryGuards::missingStore),
          new Guard(
              "sameBytesAsBefore",
              HeldReason.SAME_BYTES_AS_BEFORE,
              ORDINARY,
              false,
              DeliveryGuards::sameBytesAsBefore),
          new Guard("keptNone", HeldReason.KEPT_NONE, WHOLE, false, DeliveryGuards::keptNone),
          new Guard(
              "unreadableShare",
              HeldReason.UNREADABLE_SHARE,
              ALL,
              false,
              DeliveryGuards::unreadableShare),
          new Guard(
              "rejectedShare",
              HeldReason.REJECTED_SHARE,
              WHOLE,
              false,
              DeliveryGuards::rejectedShare),
          new Guard(
              "unitsMoved", HeldReason.UNITS_MOVED, ORDINARY, false, DeliveryGuards::unitsMoved),
          new Guard(
              "changedShare",
              HeldReason.CHANGED_SHARE,
              ORDINARY,
              false,
              DeliveryGuards::changedShare),
          new Guard(
              "goingToZero", HeldReason.GOING_TO_ZERO, WHOLE, false, DeliveryGuards::goingToZero));

  /** The answer of a guard that was asked. */
  private sealed interface GuardAnswer {
    /** The guard is switched off. */
    record Off() implements GuardAnswer {}

    /** The guard has nothing to measure. */
    record NotAsked(String limit, String why) implements GuardAnswer {}

    /**
     * The guard has measured.
     *
     * @param sentence the reason to hold the delivery, if it does
     */
    record Measured(String measured, String limit, Optional<String> sentence)
        implements GuardAnswer {}
  }

  /** The result of the guards. */
  record GuardResult(Optional<StatedReason> hold, IntakeFindings findings) {}

  private final DeliveryKind kind;
  private final SnapshotTime snapshot;
  private final Instant uploaded;
  private final FilteredDelta delta;
  private final List<DeliveryRecord> ofSource;
  private final FacilityDirectory facilities;
  private final GuardSettings limits;
  private final KeyFigures figures;
  private final List<DeliveryRecord> accepted;

  /**
   * Creates the guards of a delivery.
   *
   * @param ofSource all deliveries of the source, the newest snapshot time first, without a held
   *     one that is being released
   */
  DeliveryGuards(
      DeliveryKind kind,
      SnapshotTime snapshot,
      Instant uploaded,
      FilteredDelta delta,
      List<DeliveryRecord> ofSource,
      FacilityDirectory facilities,
      StockBalances stockBalances,
      GuardSettings limits) {
    this.kind = kind;
    this.snapshot = snapshot;
    this.uploaded = uploaded;
    this.delta = delta;
    this.ofSource = ofSource;
    this.facilities = facilities;
    this.limits = limits;
    this.accepted =
        ofSource.stream()
            .filter(DeliveryRecord::isAccepted)
            .sorted(Comparator.comparing(DeliveryRecord::rank).reversed())
            .toList();
    this.figures = new KeyFigures(delta, snapshot.at(), stockBalances);
  }

  /** Asks the guards in order; those after the first one that holds are not asked. */
  GuardResult check() {
    return check(IN_ORDER, "the guard before holds the delivery");
  }

  /**
   * Asks the only guard that counts for a released delivery: without a single store no row can be
   * kept, and the release would apply nothing.
   */
  GuardResult checkReleased() {
    List<Guard> asked =
        facilities.hasStores()
            ? List.of()
            : IN_ORDER.stream().filter(guard -> guard.reason() == HeldReason.KEPT_NONE).toList();
    return check(asked, "an operator released the delivery");
  }

  private GuardResult check(List<Guard> asked, String otherwise) {
    Optional<StatedReason> hold = Optional.empty();
    List<GuardFinding> findings = new ArrayList<>();
    for (Guard guard : IN_ORDER) {
      if (hold.isPresent() || !asked.contains(guard)) {
        findings.add(GuardFinding.notAsked(guard.name(), "", otherwise));
        continue;
      }
      GuardAnswer answer = ask(guard);
      findings.add(finding(guard, answer));
      if (answer instanceof GuardAnswer.Measured measured) {
        hold = measured.sentence().map(sentence -> StatedReason.of(guard.reason(), sentence));
      }
    }
    return new GuardResult(
        hold,
        new IntakeFindings(
            findings,
            figures.moved(),
            new TreeSet<>(delta.rejects().unknownStores().keySet()),
            delta.rejectedKeys()));
  }

  private GuardAnswer ask(Guard guard) {
    if (!guard.kinds().contains(kind)) {
      return new GuardAnswer.NotAsked("", "it is not asked of " + words(kind));
    }
    if (delta.rows().read() == 0 && !guard.emptyToo()) {
      return new GuardAnswer.NotAsked("", "the file has no rows");
    }
    return guard.check().apply(this);
  }

  private static GuardFinding finding(Guard guard, GuardAnswer answer) {
    return switch (answer) {
      case GuardAnswer.Off off -> GuardFinding.notAsked(guard.name(), "", "it is switched off");
      case GuardAnswer.NotAsked not -> GuardFinding.notAsked(guard.name(), not.limit(), not.why());
      case GuardAnswer.Measured measured ->
          new GuardFinding(
              guard.name(),
              measured.measured(),
              measured.limit(),
              measured.sentence().isPresent() ? Verdict.HELD : Verdict.PASSED,
              "");
    };
  }

  private static String words(DeliveryKind kind) {
    return switch (kind) {
      case ORDINARY -> "a delta";
      case INITIAL -> "an initial load";
      case CORRECTION -> "corrected rejects";
      case BACKFILL -> "a backfill";
    };
  }

  private static Optional<String> when(boolean held, String sentence) {
    return held ? Optional.of(sentence) : Optional.empty();
  }

  // ------------------------------------------------------------------ the file alone

  private GuardAnswer snapshotAhead() {
    if (limits.snapshotAhead().isEmpty()) {
      return new GuardAnswer.Off();
    }
    Duration most = limits.snapshotAhead().get();
    Duration ahead = Duration.between(uploaded, snapshot.at());
    return new GuardAnswer.Measured(
        ahead.isNegative()
            ? time(ahead.negated()) + " before the upload"
            : time(ahead) + " after the upload",
        "more than %s after it".formatted(time(most)),
        when(
            snapshot.at().isAfter(uploaded.plus(most)),
            "the snapshot time %s is more than %s after the upload at %s"
                .formatted(snapshot.at(), most, uploaded)));
  }

  private static String time(Duration time) {
    return time.toHours() > 0
        ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
        : "%d min".formatted(time.toMinutes());
  }

  private GuardAnswer unreadableShare() {
    long rows =
        UNREADABLE.stream()
            .mapToLong(reason -> delta.rows().rejected().getOrDefault(reason, 0L))
            .sum();
    return share(
        limits.unreadableShare(),
        rows,
        delta.rows().read(),
        "rows cannot be split into columns or decoded",
        "of the rows");
  }

  private GuardAnswer rejectedShare() {
    Set<String> before =
        accepted.isEmpty() ? Set.of() : accepted.getFirst().findings().unknownStores();
    long rejected =
        delta.rejects().others()
            + delta.rejects().unknownStores().entrySet().stream()
                .filter(store -> !before.contains(store.getKey()))
                .mapToLong(store -> store.getValue())
                .sum();
    long all = rejected + delta.rows().kept();
    return all == 0
        ? new GuardAnswer.NotAsked("", "no row of a catalog product counts")
        : share(
            limits.rejectedShare(),
            rejected,
            all,
            "rows of catalog products are rejected",
            "of the rows of catalog products");
  }

  private static GuardAnswer share(
      Optional<ExactRatio> limit, long rows, long all, String what, String ofWhat) {
    return limit.isEmpty()
        ? new GuardAnswer.Off()
        : new GuardAnswer.Measured(
            "%d of %d".formatted(rows, all),
            "more than %s %s".formatted(limit.get().percent(), ofWhat),
            when(
                limit.get().exceededBy(rows, all),
                "%d of %d %s, more than %s".formatted(rows, all, what, limit.get().percent())));
  }

  // ------------------------------------------------------------------ the deliveries before

  private GuardAnswer fewRows() {
    return rows(
        limits.rowsBelow(), "less than", (ratio, m) -> ratio.undercutBy(2 * read(), m.doubled()));
  }

  private GuardAnswer manyRows() {
    return rows(
        limits.rowsAbove(), "more than", (ratio, m) -> ratio.exceededBy(2 * read(), m.doubled()));
  }

  private long read() {
    return delta.rows().read();
  }

  private interface RowLimit {
    boolean holds(ExactRatio ratio, Median median);
  }

  private GuardAnswer rows(Optional<ExactRatio> limit, String than, RowLimit rule) {
    if (limit.isEmpty()) {
      return new GuardAnswer.Off();
    }
    List<DeliveryRecord> history = history();
    if (history.isEmpty()) {
      return new GuardAnswer.NotAsked(
          "%s %s times the median".formatted(than, limit.get()), tooFew());
    }
    Median median = Median.of(history);
    return new GuardAnswer.Measured(
        read() == 1 ? "1 row" : read() + " rows",
        "%s %s times %s, the median of the last %d deliveries"
            .formatted(than, limit.get(), median, history.size()),
        when(
            rule.holds(limit.get(), median),
            "%d rows are %s %s times the median of %s rows"
                .formatted(read(), than, limit.get(), median)));
  }

  private String tooFew() {
    return "fewer than %d deliveries can be compared".formatted(limits.leastHistory());
  }

  private GuardAnswer missingStore() {
    if (!limits.missingStore()) {
      return new GuardAnswer.Off();
    }
    List<DeliveryRecord> history = history();
    if (history.isEmpty()) {
      return new GuardAnswer.NotAsked("a store of each recent delivery missing", tooFew());
    }
    SortedSet<FacilityId> always = new TreeSet<>(history.getFirst().stores());
    history.forEach(record -> always.retainAll(record.stores()));
    SortedSet<FacilityId> missing = new TreeSet<>(always);
    missing.removeAll(delta.stores());
    String names = missing.stream().map(this::withCode).collect(Collectors.joining(", "));
    return new GuardAnswer.Measured(
        missing.isEmpty()
            ? "each of the %d stores of every recent delivery".formatted(always.size())
            : "without " + names,
        "a store missing that was in each of the last %d".formatted(history.size()),
        when(
            !missing.isEmpty(),
            "no row of %s, which was in each of the last %d deliveries"
                .formatted(names, history.size())));
  }

  /** The store with the code that the file writes, which its sender knows. */
  private String withCode(FacilityId store) {
    return facilities
        .facility(store)
        .flatMap(Facility::externalFacilityId)
        .filter(code -> !code.equals(store.value()))
        .map(code -> "%s (store code %s)".formatted(store, code))
        .orElse(store.value());
  }

  private GuardAnswer sameBytesAsBefore() {
    if (!limits.sameBytesAsBefore()) {
      return new GuardAnswer.Off();
    }
    String limit = "the bytes of an accepted delivery under another snapshot time";
    if (delta.rows().kept() < limits.fewestKeys()) {
      return new GuardAnswer.NotAsked(
          limit, "fewer than %d rows are kept".formatted(limits.fewestKeys()));
    }
    Optional<DeliveryRecord> same =
        accepted.stream()
            .filter(record -> record.sha256().equals(delta.sha256()))
            .filter(record -> !record.snapshot().at().equals(snapshot.at()))
            .findFirst();
    return new GuardAnswer.Measured(
        same.map(record -> "the bytes of " + record.id()).orElse("other bytes"),
        limit,
        same.map(
            record ->
                "the file is byte for byte %s, whose quantities are as of %s"
                    .formatted(record.id(), record.snapshot().at())));
  }

  private GuardAnswer keptNone() {
    if (!limits.keptNone()) {
      return new GuardAnswer.Off();
    }
    String limit = "no row kept, where one of the last %d kept rows".formatted(LAST_KEPT);
    String measured = delta.rows().kept() == 1 ? "1 row kept" : delta.rows().kept() + " rows kept";
    if (delta.rows().kept() > 0) {
      return new GuardAnswer.Measured(measured, limit, Optional.empty());
    }
    if (!facilities.hasStores()) {
      return new GuardAnswer.Measured(
          measured,
          limit,
          Optional.of(
              "no store is known yet, so none of the %d rows can be kept%s; import the facilities first"
                  .formatted(read(), codes())));
    }
    boolean rejectedAny =
        delta.rejects().others() > 0 || !delta.rejects().unknownStores().isEmpty();
    if (read() < limits.fewestKeys() && !rejectedAny) {
      return new GuardAnswer.NotAsked(
          limit, "fewer than %d rows, none of a catalog product".formatted(limits.fewestKeys()));
    }
    boolean keptBefore =
        accepted.stream()
            .filter(record -> WHOLE.contains(record.kind()) && record.rows().read() > 0)
            .limit(LAST_KEPT)
            .anyMatch(record -> record.rows().kept() > 0);
    return keptBefore
        ? new GuardAnswer.Measured(
            measured,
            limit,
            Optional.of(
                "none of the %d rows is kept, and one of the last %d deliveries kept rows%s"
                    .formatted(read(), LAST_KEPT, codes())))
        : new GuardAnswer.NotAsked(
            limit, "none of the last %d deliveries kept rows".formatted(LAST_KEPT));
  }

  private String codes() {
    SortedSet<String> codes = new TreeSet<>(delta.rejects().unknownStores().keySet());
    if (codes.isEmpty()) {
      return "";
    }
    String shown = codes.stream().limit(LAST_KEPT).collect(Collectors.joining(", "));
    int more = codes.size() - LAST_KEPT;
    return "; its store codes %s%s are unknown"
        .formatted(shown, more > 0 ? " and %d more".formatted(more) : "");
  }

  // ------------------------------------------------------------------ the ledger

  private GuardAnswer unitsMoved() {
    if (limits.unitsMoved().isEmpty()) {
      return new GuardAnswer.Off();
    }
    ExactRatio most = limits.unitsMoved().get();
    String limit =
        "more than %s of the expected units and %s times the median"
            .formatted(most.percent(), limits.unitsMovedTimes());
    Optional<ShareMedian> median = medianOf(MovedUnits::moved, MovedUnits::expected);
    return compared(limit, median)
        .orElseGet(
            () -> {
              MovedUnits moved = figures.measured();
              return new GuardAnswer.Measured(
                  "%d of %d expected units, median %s"
                      .formatted(moved.moved(), moved.expected(), median.orElseThrow()),
                  limit,
                  when(
                      most.exceededBy(moved.moved(), moved.expected())
                          && median
                              .orElseThrow()
                              .exceededBy(
                                  moved.moved(), moved.expected(), limits.unitsMovedTimes()),
                      "the numbers differ by %d units where %d are expected, over %d keys; a night's median is %s"
                          .formatted(
                              moved.moved(),
                              moved.expected(),
                              moved.keys(),
                              median.orElseThrow())));
            });
  }

  private GuardAnswer changedShare() {
    if (limits.changedShare().isEmpty()) {
      return new GuardAnswer.Off();
    }
    ExactRatio most = limits.changedShare().get();
    String limit =
        "more than %s of the numbers, where the median is at most %s"
            .formatted(most.percent(), limits.changedShareUsual().percent());
    Optional<ShareMedian> median = medianOf(MovedUnits::changed, MovedUnits::keys);
    return compared(limit, median)
        .orElseGet(
            () -> {
              MovedUnits moved = figures.measured();
              return new GuardAnswer.Measured(
                  "%d of %d numbers, median %s"
                      .formatted(moved.changed(), moved.keys(), median.orElseThrow()),
                  limit,
                  when(
                      most.exceededBy(moved.changed(), moved.keys())
                          && !median.orElseThrow().isAbove(limits.changedShareUsual()),
                      "%d of %d numbers differ from the expected ones; a night's median is %s"
                          .formatted(moved.changed(), moved.keys(), median.orElseThrow())));
            });
  }

  /** The reason for which a delivery is not compared with the ledger's expectation. */
  private Optional<GuardAnswer> compared(String limit, Optional<ShareMedian> median) {
    // Measured even without a median: later deliveries need the figures.
    long keys = figures.measured().keys();
    if (keys < limits.fewestKeys()) {
      return Optional.of(
          new GuardAnswer.NotAsked(
              limit, "fewer than %d keys have a baseline".formatted(limits.fewestKeys())));
    }
    return median.isPresent()
        ? Optional.empty()
        : Optional.of(new GuardAnswer.NotAsked(limit, tooFew()));
  }

  private Optional<ShareMedian> medianOf(
      Function<MovedUnits, Long> part, Function<MovedUnits, Long> whole) {
    List<ShareMedian.Share> shares =
        accepted.stream()
            .filter(record -> record.kind() == DeliveryKind.ORDINARY)
            .flatMap(record -> record.findings().moved().stream())
            .filter(moved -> whole.apply(moved) > 0)
            .limit(limits.history())
            .map(moved -> new ShareMedian.Share(part.apply(moved), whole.apply(moved)))
            .toList();
    return shares.size() < limits.leastHistory()
        ? Optional.empty()
        : Optional.of(ShareMedian.of(shares));
  }

  private GuardAnswer goingToZero() {
    if (limits.goingToZero().isEmpty() && limits.nearlyAllToZero().isEmpty()) {
      return new GuardAnswer.Off();
    }
    String limit =
        List.of(
                limits
                    .goingToZero()
                    .map(
                        most ->
                            "more than %s from %d keys on"
                                .formatted(most.percent(), limits.leastKeys())),
                limits
                    .nearlyAllToZero()
                    .map(
                        most ->
                            "%s and more from %d on"
                                .formatted(most.percent(), limits.fewestKeys())))
            .stream()
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    KeyFigures.EmptiedKeys emptied;
    if (kind == DeliveryKind.INITIAL) {
      SortedSet<FacilityId> stated = new TreeSet<>(delta.stores());
      stated.retainAll(
          accepted.stream()
              .flatMap(record -> record.stores().stream())
              .collect(Collectors.toSet()));
      if (stated.isEmpty()) {
        return new GuardAnswer.NotAsked(limit, "no store of the load has a baseline");
      }
      emptied = figures.emptiedByLoad(stated, uploaded);
    } else {
      emptied = figures.emptied();
    }
    long fewest = limits.nearlyAllToZero().isPresent() ? limits.fewestKeys() : limits.leastKeys();
    if (emptied.withStock() < fewest) {
      return new GuardAnswer.NotAsked(limit, "fewer than %d keys have stock".formatted(fewest));
    }
    boolean many =
        emptied.withStock() >= limits.leastKeys()
            && limits
                .goingToZero()
                .filter(most -> most.exceededBy(emptied.keys(), emptied.withStock()))
                .isPresent();
    boolean nearlyAll =
        emptied.withStock() >= limits.fewestKeys()
            && limits
                .nearlyAllToZero()
                .filter(most -> !most.undercutBy(emptied.keys(), emptied.withStock()))
                .isPresent();
    return new GuardAnswer.Measured(
        "%d of %d keys with stock".formatted(emptied.keys(), emptied.withStock()),
        limit,
        when(
            many || nearlyAll,
            "%d of %d keys with stock would go to 0 or below"
                .formatted(emptied.keys(), emptied.withStock())));
  }

  // ------------------------------------------------------------------ medians

  /** The deliveries to compare with; empty while there are too few. */
  private List<DeliveryRecord> history() {
    List<DeliveryRecord> last =
        ofSource.stream()
            .filter(record -> record.status() == Status.SETTLED)
            .filter(record -> record.kind() == DeliveryKind.ORDINARY && record.rows().read() > 0)
            .sorted(Comparator.comparing(DeliveryRecord::rank).reversed())
            .limit(limits.history())
            .toList();
    return last.size() < limits.leastHistory() ? List.of() : last;
  }

  /** Doubled, because the median of an even number of sizes may be a half. */
  private record Median(long doubled) {
    static Median of(List<DeliveryRecord> history) {
      List<Long> sizes = history.stream().map(record -> record.rows().read()).sorted().toList();
      return new Median(sizes.get((sizes.size() - 1) / 2) + sizes.get(sizes.size() / 2));
    }

    @Override
    public String toString() {
      return doubled / 2 + (doubled % 2 == 0 ? "" : ".5");
    }
  }
}
