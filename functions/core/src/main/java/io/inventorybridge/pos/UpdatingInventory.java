// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.pos.WaitingMovements.Acceptance;
import io.inventorybridge.pos.WaitingMovements.AcceptedBefore;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.pos.WaitingMovements.WaitingFor;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockMovement;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Applies POS movements, once for each event id of a facility, as of its first acceptance. A
 * repeated call with the same event only completes work that a crash left open.
 *
 * <p>The id is accepted first, in a conditional write that only one content can win. A movement
 * that cannot be applied is kept; then product and store are looked up once more. If the catalog
 * changed in between, either this call sees the change, or the backfill after the change sees the
 * kept movement. An event may be accepted under several codes of a store before the store is known;
 * the earliest acceptance counts. Safe for many threads.
 */
public final class UpdatingInventory {
  private static final Comparator<ReportedMovement> RECEIVED =
      Comparator.comparing(ReportedMovement::receivedAt)
          .thenComparing(ReportedMovement::fingerprint);

  private final Supplier<FacilityDirectory> facilities;
  private final OnlineProducts online;
  private final WaitingMovements waiting;
  private final StockLedger ledger;
  private final LedgerWriter entries;
  private final StoreActivity activity;

  /**
   * @param facilities reads the active directory
   * @param activity is notified of every movement at a store before it is applied
   */
  public UpdatingInventory(
      Supplier<FacilityDirectory> facilities,
      OnlineProducts online,
      WaitingMovements waiting,
      StockLedger ledger,
      LedgerWriter entries,
      StoreActivity activity) {
    this.facilities = facilities;
    this.online = online;
    this.waiting = waiting;
    this.ledger = ledger;
    this.entries = entries;
    this.activity = activity;
  }

  /** The result for a movement. */
  public sealed interface MovementOutcome {}

  /** The ledger contains it, by this call or an earlier one. */
  public record Applied(StockMovement movement) implements MovementOutcome {}

  /** Its product is not exactly one online product; the movement is kept until it is. */
  public record NotOnline() implements MovementOutcome {}

  /** The code matches no store, or several; the movement is kept until it matches one. */
  public record UnknownStore() implements MovementOutcome {}

  /** The event id was accepted at this facility with another content; nothing was changed. */
  public record DifferentContent() implements MovementOutcome {}

  public MovementOutcome run(ReportedMovement movement) {
    return store(movement)
        .map(store -> atStore(movement, store))
        .orElseGet(() -> atUnknownStore(movement));
  }

  private Optional<FacilityId> store(ReportedMovement movement) {
    return facilities.get().find(movement.facility(), Optional.empty()) instanceof Found.Known known
        ? Optional.of(known.facility().id())
        : Optional.empty();
  }

  private MovementOutcome atStore(ReportedMovement movement, FacilityId store) {
    ReportedMovement mine = movement.at(store);
    ReportedMovement first = firstOf(mine, store);
    Acceptance acceptance = waiting.accept(first);
    ReportedMovement standing =
        acceptance instanceof AcceptedBefore before ? before.movement() : first;
    if (!isSame(standing, mine)) {
      return new DifferentContent();
    }
    mine = standing;
    WaitingFor place = new ForProduct(mine.product());
    if (acceptance instanceof AcceptedBefore) {
      Optional<StockMovement> taken = ledger.findMovement(store, mine.eventId());
      if (taken.isPresent()) {
        waiting.remove(place, mine);
        return compareContent(mine, taken.get());
      }
    }
    activity.note(store, StockMovement.effectiveAt(mine.eventTime(), mine.receivedAt()));
    Optional<CanonicalUpc> upc = online.find(mine.product());
    if (upc.isPresent()) {
      return post(mine, upc.get());
    }
    Optional<StockMovement> taken = ledger.findMovement(store, mine.eventId());
    if (taken.isPresent()) {
      return compareContent(mine, taken.get());
    }
    waiting.keep(place, mine);
    Optional<CanonicalUpc> meanwhile = online.find(mine.product());
    if (meanwhile.isEmpty()) {
      return new NotOnline();
    }
    MovementOutcome outcome = post(mine, meanwhile.get());
    waiting.remove(place, mine);
    return outcome;
  }

  // The same event may have been accepted before under any code of the store, while the code was
  // unknown. The first one must not depend on the code that is looked up first.
  private ReportedMovement firstOf(ReportedMovement mine, FacilityId store) {
    return Stream.concat(
            Stream.of(mine),
            waiting.acceptedAsWritten(mine.eventId()).stream()
                .filter(earlier -> store(earlier).filter(store::equals).isPresent())
                .map(earlier -> earlier.at(store)))
        .min(RECEIVED)
        .orElseThrow();
  }

  private MovementOutcome atUnknownStore(ReportedMovement movement) {
    ReportedMovement mine = movement;
    if (waiting.acceptAsWritten(movement) instanceof AcceptedBefore before) {
      if (!isSame(before.movement(), movement)) {
        return new DifferentContent();
      }
      mine = before.movement();
    }
    WaitingFor place = new ForStore(mine.facility());
    waiting.keep(place, mine);
    Optional<FacilityId> meanwhile = store(mine);
    if (meanwhile.isEmpty()) {
      return new UnknownStore();
    }
    MovementOutcome outcome = atStore(mine, meanwhile.get());
    waiting.remove(place, mine);
    return outcome;
  }

  private MovementOutcome post(ReportedMovement mine, CanonicalUpc upc) {
    StockMovement movement = mine.of(upc);
    return switch (entries.postMovement(movement)) {
      case StockLedger.Posted posted -> new Applied(movement);
      case StockLedger.DuplicateMovement taken -> compareContent(mine, taken.movement());
      case StockLedger.VersionConflict overtaken ->
          throw new IllegalStateException("a movement is tried until it is in: " + movement.key());
    };
  }

  private static MovementOutcome compareContent(ReportedMovement mine, StockMovement taken) {
    return taken.fingerprint().equals(mine.fingerprint())
        ? new Applied(taken)
        : new DifferentContent();
  }

  private static boolean isSame(ReportedMovement one, ReportedMovement other) {
    return one.fingerprint().equals(other.fingerprint());
  }
}
