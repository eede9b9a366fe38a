// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.Failure;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.delivery.settlement.PartRepository.PartRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The last step of a part: records the results of its two steps. The part that finds all others
 * settled also settles the delivery, or requests the sweep if the delivery is an initial load. The
 * parts are read after this one was written, so of two parts that finish together at least one sees
 * both.
 */
public final class SettlingPart {
  private final PartRepository files;
  private final DeliveryRepository deliveries;
  private final DeliveryRecordWriter states;
  private final Consumer<DeliveryId> report;
  private final Clock clock;

  /**
   * Creates the use case with its collaborators.
   *
   * @param report writes the report of a delivery in its present state
   */
  public SettlingPart(
      PartRepository files,
      DeliveryRepository deliveries,
      Consumer<DeliveryId> report,
      Clock clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.states = new DeliveryRecordWriter(deliveries);
    this.report = report;
    this.clock = clock;
  }

  /** The state of a delivery after one of its parts was settled. */
  public enum SettlementOutcome {
    /** The whole delivery is settled. */
    SETTLED,
    /** Other parts are in progress or wait for an operator. */
    WAITING,
    /** The delivery is void: nothing was recorded. */
    UNDONE,
    /** All parts are settled; the keys that the initial load omitted must be swept. */
    SWEEP
  }

  /** Records a part as settled by an attempt; the first attempt to finish stays on record. */
  public SettlementOutcome settle(
      DeliveryId delivery,
      PartName name,
      String attempt,
      ResetTotals resets,
      VarianceTotals variances) {
    Instant begin = clock.instant();
    PartRef cut = files.part(delivery, name);
    if (deliveries.isVoid(delivery)) {
      return SettlementOutcome.UNDONE;
    }
    states.change(
        delivery,
        cut.part(),
        part ->
            part.status() == PartRecord.Status.SETTLED
                ? part
                : part.settled(attempt, resets, variances));
    Set<PartName> settled =
        deliveries.parts(delivery).stream()
            .filter(part -> part.status() == PartRecord.Status.SETTLED)
            .map(PartRecord::part)
            .collect(Collectors.toSet());
    Set<PartName> all =
        cut.manifest().parts().stream()
            .map(DeliveryManifest.Part::name)
            .collect(Collectors.toSet());
    if (!settled.containsAll(all)) {
      return SettlementOutcome.WAITING;
    }
    if (cut.manifest().statesWholeStores()) {
      return SettlementOutcome.SWEEP;
    }
    return settle(delivery, Map.of("SettlePart", Duration.between(begin, clock.instant())));
  }

  /** Settles a delivery whose parts are all settled, and writes its report. */
  SettlementOutcome settle(DeliveryId delivery, Map<String, Duration> lastSteps) {
    List<PartRecord> parts = deliveries.parts(delivery);
    Map<String, Duration> took = new TreeMap<>(lastSteps);
    for (PartRecord part : parts) {
      took.merge("ImportReset", part.reset().took(), Duration::plus);
      took.merge("ImportVariance", part.variance().took(), Duration::plus);
      took.merge(
          "ComputeVariance", files.varianceTook(files.part(delivery, part.part())), Duration::plus);
    }
    DeliveryRecord after =
        states.change(
            delivery,
            record -> {
              if (record.status() == DeliveryRecord.Status.SETTLED || record.isVoid()) {
                return record;
              }
              DeliveryRecord changed = record.with(DeliveryRecord.Status.SETTLED, Optional.empty());
              for (Map.Entry<String, Duration> step : took.entrySet()) {
                changed = changed.withStepTime(step.getKey(), step.getValue());
              }
              return changed;
            });
    report.accept(delivery);
    return after.isVoid() ? SettlementOutcome.UNDONE : SettlementOutcome.SETTLED;
  }

  /**
   * Quarantines a part with the reason of its failure. Applied rows stay applied: the operator's
   * retry repeats the whole part, and applying a row twice changes nothing. A part of a void
   * delivery needs no retry and is not quarantined.
   *
   * @throws PartMismatch when the part does not exist; nothing is quarantined then
   */
  public void quarantine(DeliveryId delivery, PartName name, String attempt, Failure failure) {
    PartRef cut = files.part(delivery, name);
    if (deliveries.isVoid(delivery)) {
      return;
    }
    PartRecord part =
        states.change(
            delivery,
            cut.part(),
            there ->
                there.status() == PartRecord.Status.SETTLED
                    ? there
                    : there.quarantined(attempt, failure));
    if (part.status() == PartRecord.Status.SETTLED && !cut.manifest().statesWholeStores()) {
      return;
    }
    StatedReason reason =
        new StatedReason(
            StatedReason.QUARANTINED,
            "%s of %s failed, %s".formatted(failure.step(), name, failure.cause()));
    states.change(
        delivery,
        record ->
            record.status() == DeliveryRecord.Status.SETTLED || record.isVoid()
                ? record
                : record.with(DeliveryRecord.Status.QUARANTINED, Optional.of(reason)));
    report.accept(delivery);
  }
}
