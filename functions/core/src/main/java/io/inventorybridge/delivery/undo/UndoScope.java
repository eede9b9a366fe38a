// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.undo;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.settlement.PartRepository;
import io.inventorybridge.delivery.settlement.PartRepository.PartRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The judgment whether a delivery can be undone, and the deliveries that come along. Both follow
 * from the records alone.
 *
 * @param reach how many accepted deliveries of a source may be newer than one that is undone
 */
record UndoScope(DeliveryRepository deliveries, PartRepository files, ToIntFunction<String> reach) {
  /** The result of the judgment. */
  sealed interface UndoJudgment {
    /** One sentence states the reason and the next step. */
    record Refused(String sentence) implements UndoJudgment {}

    /** It is void, and so is everything that came along. */
    record Complete(DeliveryRecord record) implements UndoJudgment {}

    /** It can be undone, or its undo can be continued. */
    record Possible(DeliveryRecord record) implements UndoJudgment {}
  }

  UndoJudgment judge(DeliveryId id) {
    Optional<DeliveryRecord> found = deliveries.find(id);
    if (found.isEmpty()) {
      return refused(
          "there is no delivery %s; take the id from its report or its page".formatted(id));
    }
    DeliveryRecord record = found.get();
    Optional<DeliveryId> other =
        record.undo().map(undo -> undo.of()).filter(named -> !named.equals(id));
    return switch (record.status()) {
      case UNDONE -> new UndoJudgment.Complete(record);
      case UNDOING ->
          other.isEmpty()
              ? new UndoJudgment.Possible(record)
              : refused(
                  "%s is being undone with %s; undo that one again".formatted(id, other.get()));
      case HELD ->
          refused(
              "%s cannot be undone: it was held and never applied; refuse it instead"
                  .formatted(id));
      case REFUSED ->
          refused(
              "%s cannot be undone: it was refused and never applied; there is nothing to do"
                  .formatted(id));
      case RELEASED ->
          record.releasedAs().isPresent()
              ? refused(
                  "%s cannot be undone: it was released as %s; undo that one"
                      .formatted(id, record.releasedAs().get()))
              : refused(
                  ("%s cannot be undone: it was released and its file is being read; wait for its"
                          + " report")
                      .formatted(id));
      case RUNNING, SETTLED, QUARANTINED -> ofAccepted(record);
    };
  }

  private UndoJudgment ofAccepted(DeliveryRecord record) {
    DeliveryId id = record.id();
    if (record.kind() == DeliveryKind.BACKFILL) {
      return refused(
          "%s is a backfill, which is not undone alone; undo %s instead"
              .formatted(id, id.original()));
    }
    if (record.kind() == DeliveryKind.INITIAL) {
      return refused(
          "%s is an initial load, which is not undone; drop a new initial load".formatted(id));
    }
    long newer =
        deliveries.ofSource(record.source()).stream()
            .filter(DeliveryRecord::isAccepted)
            .filter(it -> it.rank().compareTo(record.rank()) > 0)
            .count();
    int most = reach.applyAsInt(record.source());
    if (newer > most) {
      return refused(
          "%s cannot be undone: %d newer deliveries of its source are accepted, and the setting undoReach is %d; drop a newer file"
              .formatted(id, newer, most));
    }
    return lost(record)
        .map(
            part ->
                refused(
                    "%s cannot be undone: the rows of %s are not stored any more; drop a newer file"
                        .formatted(id, part)))
        .orElseGet(() -> new UndoJudgment.Possible(record));
  }

  // A part that was never sent has no rows in the ledger, so it is not lost.
  private Optional<String> lost(DeliveryRecord record) {
    return all(record).stream()
        .flatMap(id -> files.parts(id).stream())
        .filter(part -> !isUnsent(part) && !files.isStored(part))
        .map(part -> part.delivery() + "/" + part.name())
        .findFirst();
  }

  /** Tells whether no step has begun for a part, because it was never sent. */
  boolean isUnsent(PartRef part) {
    return !files.isStored(part)
        && deliveries
            .findPart(part.delivery(), part.name())
            .filter(it -> !it.attempt().equals(PartRecord.NO_ATTEMPT))
            .isEmpty();
  }

  private List<DeliveryId> all(DeliveryRecord record) {
    List<DeliveryId> all = new ArrayList<>();
    all.add(record.id());
    all.addAll(along(record, List.of()));
    return all;
  }

  /**
   * Finds the deliveries that come along: the accepted corrections of rejects of the delivery, the
   * corrections of those, and the backfills of all.
   *
   * @param before those found earlier, which stay first in the same order
   */
  List<DeliveryId> along(DeliveryRecord record, List<DeliveryId> before) {
    List<DeliveryRecord> corrections =
        deliveries.ofSource(record.source()).stream()
            .filter(it -> it.corrects().isPresent() && (it.isAccepted() || isOf(it, record)))
            .sorted(Comparator.comparing(DeliveryRecord::rank))
            .toList();
    List<DeliveryId> originals = new ArrayList<>(List.of(record.id()));
    for (int next = 0; next < originals.size(); next++) {
      DeliveryId corrected = originals.get(next);
      corrections.stream()
          .filter(it -> it.corrects().orElseThrow().original().equals(corrected))
          .map(DeliveryRecord::id)
          .filter(it -> !originals.contains(it))
          .forEach(originals::add);
    }
    List<DeliveryId> all = new ArrayList<>(before);
    originals.stream().skip(1).filter(it -> !all.contains(it)).forEach(all::add);
    originals.stream()
        .flatMap(it -> deliveries.backfills(it).stream())
        // One without parts only remembers that its original had no row for the request.
        .filter(it -> it.parts() > 0)
        .filter(it -> it.isAccepted() || isOf(it, record))
        .map(DeliveryRecord::id)
        .filter(it -> !all.contains(it))
        .forEach(all::add);
    return all;
  }

  private static boolean isOf(DeliveryRecord member, DeliveryRecord record) {
    return member.undo().filter(undo -> undo.of().equals(record.id())).isPresent();
  }

  private static UndoJudgment refused(String sentence) {
    return new UndoJudgment.Refused(sentence);
  }
}
