// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.delivery.filter.DeltaFilter;
import io.inventorybridge.delivery.filter.FilteredDelta;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import java.util.List;
import java.util.Optional;

/**
 * The decision about a file that was read to its last byte. It is made from facts alone and changes
 * nothing; {@link IntakeExecutor} carries it out.
 */
sealed interface IntakeDecision {
  /** The file was replaced while it was read. */
  record Changed() implements IntakeDecision {}

  /** An earlier run of the same drop has decided the cut. */
  record GoOn(DeliveryManifest cut) implements IntakeDecision {}

  /** The first delivery of these bytes is running or settled. */
  record Duplicate(DeliveryRecord first) implements IntakeDecision {}

  /** The first delivery of these bytes waits for an operator. */
  record StillWaiting(DeliveryRecord first) implements IntakeDecision {}

  /** The delivery waits for an operator. */
  record Hold(StatedReason reason, IntakeFindings findings) implements IntakeDecision {}

  /** The delivery is accepted. */
  record Accept(FilteredDelta delta, IntakeFindings findings) implements IntakeDecision {}

  /**
   * The facts of a decision.
   *
   * @param changed true when another file lies under the key by now
   * @param cut the manifest of this delivery, if a run has decided it
   * @param ofSource all deliveries of the source, without a held one that is being released
   * @param catalogThere false before the first catalog
   */
  record IntakeFacts(
      IncomingDrop drop,
      DeltaFilter.FilterOutcome read,
      boolean changed,
      Optional<DeliveryManifest> cut,
      List<DeliveryRecord> ofSource,
      boolean catalogThere,
      FacilityDirectory facilities) {
    Optional<FilteredDelta> delta() {
      return read instanceof FilteredDelta readable ? Optional.of(readable) : Optional.empty();
    }

    /** The delivery that this one corrects. */
    Optional<DeliveryRecord> corrected() {
      return drop.corrects()
          .flatMap(
              id ->
                  ofSource.stream()
                      .filter(record -> record.id().equals(id.original()))
                      .findFirst());
    }

    RowCounts rows() {
      return delta().map(FilteredDelta::rows).orElse(RowCounts.NONE);
    }
  }

  /** Asks the guards; only a decision that depends on them does. */
  interface GuardCheck {
    DeliveryGuards.GuardResult check(FilteredDelta delta, boolean released);
  }

  /** Decides about a file. */
  static IntakeDecision decide(IntakeFacts facts, GuardCheck guards) {
    if (facts.changed()) {
      return new Changed();
    }
    Optional<DeliveryManifest> decided =
        facts.cut().filter(there -> there.drop().equals(facts.drop().object()));
    if (decided.isPresent()) {
      return new GoOn(decided.get());
    }
    return byBytes(facts).orElseGet(() -> byContent(facts, guards));
  }

  private static Optional<IntakeDecision> byBytes(IntakeFacts facts) {
    IncomingDrop drop = facts.drop();
    DuplicateCheck.DuplicateResult standing =
        new DuplicateCheck(
                drop.snapshot(),
                drop.uploaded(),
                facts.read().sha256(),
                facts.delta().filter(delta -> delta.rows().read() == 0).isPresent(),
                drop.settings().delivery().sameBytesWindow())
            .check(facts.ofSource());
    return switch (standing) {
      case DuplicateCheck.DuplicateResult.New nothing -> Optional.empty();
      case DuplicateCheck.DuplicateResult.Duplicate duplicate ->
          Optional.of(new Duplicate(duplicate.first()));
      case DuplicateCheck.DuplicateResult.StillWaiting waiting ->
          Optional.of(new StillWaiting(waiting.first()));
      case DuplicateCheck.DuplicateResult.ToHold toHold ->
          drop.isReleased()
              ? Optional.empty()
              : Optional.of(hold(toHold.reason(), toHold.sentence()));
    };
  }

  private static IntakeDecision byContent(IntakeFacts facts, GuardCheck guards) {
    if (facts.drop().badFolder().isPresent()) {
      IncomingObjectKey.FolderProblem problem = facts.drop().badFolder().get();
      return hold(problem.reason(), problem.sentence());
    }
    if (facts.read() instanceof DeltaFilter.Unreadable unreadable) {
      return hold(unreadable.reason(), unreadable.sentence());
    }
    IncomingDrop drop = facts.drop();
    FilteredDelta delta = facts.delta().orElseThrow();
    if (!facts.catalogThere()) {
      return hold(
          HeldReason.NO_CATALOG, "there is no catalog yet, so nothing is known to be sold online");
    }
    if (!drop.isReleased() && drop.badSnapshot().isPresent()) {
      return hold(HeldReason.BAD_SNAPSHOT_TIME, drop.badSnapshot().get());
    }
    if (!drop.isReleased() && delta.isRejectsFile() && !drop.snapshot().from().stated()) {
      return hold(
          HeldReason.REJECTS_WITHOUT_SNAPSHOT_TIME,
          "a file of rejected rows has to state the snapshot time of its delivery, by name or metadata");
    }
    if (!drop.isReleased() && facts.corrected().filter(DeliveryRecord::isVoid).isPresent()) {
      return hold(
          HeldReason.UNDONE_BEFORE,
          "it corrects rejected rows of %s, which was undone"
              .formatted(facts.corrected().get().id()));
    }
    DeliveryGuards.GuardResult checked = guards.check(delta, drop.isReleased());
    return checked.hold().isPresent()
        ? new Hold(checked.hold().get(), checked.findings())
        : new Accept(delta, checked.findings());
  }

  private static IntakeDecision hold(HeldReason reason, String sentence) {
    return new Hold(StatedReason.of(reason, sentence), IntakeFindings.NONE);
  }
}
