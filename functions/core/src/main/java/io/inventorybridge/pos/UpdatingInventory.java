// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.catalog.OnlineProducts;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.facilities.FacilityDirectory.Found;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.pos.WaitingMovements.Acceptance;
import io.inventorybridge.pos.WaitingMovements.Before;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.pos.WaitingMovements.Place;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Upc;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes in a movement that a till reports, once for each event id of a facility, as of its first
 * acceptance. Called again with the same event it does what a crash left undone and nothing more.
 *
 * <p>The id is accepted first, in a write that only one content can win. What cannot be applied is
 * kept, and then product and store are looked up once more: if the catalogue changed in between,
 * either this call sees it, or the backfill that follows the change sees what was kept. Of what was
 * accepted under several names of a store before they were known to be one, the earliest stands.
 * Safe for many threads.
 */
public final class UpdatingInventory {
  private static final Comparator<ReportedMovement> RECEIVED =
      Comparator.comparing(ReportedMovement::receivedAt)
          .thenComparing(ReportedMovement::fingerprint);

  private final Supplier<FacilityDirectory> facilities;
  private final OnlineProducts online;
  private final WaitingMovements waiting;
  private final Ledger ledger;
  private final PostingEntries entries;
  private final StoreActivity activity;

  /**
   * @param facilities the directory in force at the moment of asking
   * @param activity is told of every movement at a store before it is taken in
   */
  public UpdatingInventory(
      Supplier<FacilityDirectory> facilities,
      OnlineProducts online,
      WaitingMovements waiting,
      Ledger ledger,
      PostingEntries entries,
      StoreActivity activity) {
    this.facilities = facilities;
    this.online = online;
    this.waiting = waiting;
    this.ledger = ledger;
    this.entries = entries;
    this.activity = activity;
  }

  /** What came of a movement. */
  public sealed interface Outcome {}

  /** It is in the ledger, by this call or an earlier one. */
  public record Applied(Movement movement) implements Outcome {}

  /** Its product is none, or not exactly one, of those online; it is kept until it is. */
  public record NotOnline() implements Outcome {}

  /** Nobody, or no single store, goes by this code; it is kept until one does. */
  public record UnknownStore() implements Outcome {}

  /** The event id was accepted at this facility with another content; nothing was done. */
  public record OtherContent() implements Outcome {}

  public Outcome run(ReportedMovement movement) {
    return store(movement)
        .map(store -> atStore(movement, store))
        .orElseGet(() -> atNoStore(movement));
  }

  private Optional<FacilityId> store(ReportedMovement movement) {
    return facilities.get().find(movement.facility(), Optional.empty()) instanceof Found.Known known
        ? Optional.of(known.facility().id())
        : Optional.empty();
  }

  private Outcome atStore(ReportedMovement movement, FacilityId store) {
    ReportedMovement mine = movement.at(store);
    ReportedMovement first = firstOf(mine, store);
    Acceptance acceptance = waiting.accept(first);
    ReportedMovement standing = acceptance instanceof Before before ? before.movement() : first;
    if (!isSame(standing, mine)) {
      return new OtherContent();
    }
    mine = standing;
    Place place = new ForProduct(mine.product());
    if (acceptance instanceof Before) {
      Optional<Movement> taken = ledger.taken(store, mine.eventId());
      if (taken.isPresent()) {
        waiting.remove(place, mine);
        return judged(mine, taken.get());
      }
    }
    activity.note(store, Movement.effectiveAt(mine.eventTime(), mine.receivedAt()));
    Optional<Upc> upc = online.find(mine.product());
    if (upc.isPresent()) {
      return post(mine, upc.get());
    }
    Optional<Movement> taken = ledger.taken(store, mine.eventId());
    if (taken.isPresent()) {
      return judged(mine, taken.get());
    }
    waiting.keep(place, mine);
    Optional<Upc> meanwhile = online.find(mine.product());
    if (meanwhile.isEmpty()) {
      return new NotOnline();
    }
    Outcome outcome = post(mine, meanwhile.get());
    waiting.remove(place, mine);
    return outcome;
  }

  // The same event may have been accepted before, under any name of the store, when nobody went by
  // that name. Which one is first must not depend on the name that is looked at first.
  private ReportedMovement firstOf(ReportedMovement mine, FacilityId store) {
    return Stream.concat(
            Stream.of(mine),
            waiting.acceptedAsWritten(mine.eventId()).stream()
                .filter(earlier -> store(earlier).filter(store::equals).isPresent())
                .map(earlier -> earlier.at(store)))
        .min(RECEIVED)
        .orElseThrow();
  }

  private Outcome atNoStore(ReportedMovement movement) {
    ReportedMovement mine = movement;
    if (waiting.acceptAsWritten(movement) instanceof Before before) {
      if (!isSame(before.movement(), movement)) {
        return new OtherContent();
      }
      mine = before.movement();
    }
    Place place = new ForStore(mine.facility());
    waiting.keep(place, mine);
    Optional<FacilityId> meanwhile = store(mine);
    if (meanwhile.isEmpty()) {
      return new UnknownStore();
    }
    Outcome outcome = atStore(mine, meanwhile.get());
    waiting.remove(place, mine);
    return outcome;
  }

  private Outcome post(ReportedMovement mine, Upc upc) {
    Movement movement = mine.of(upc);
    return switch (entries.move(movement)) {
      case Ledger.Posted posted -> new Applied(movement);
      case Ledger.AlreadyTaken taken -> judged(mine, taken.movement());
      case Ledger.Overtaken overtaken ->
          throw new IllegalStateException("a movement is tried until it is in: " + movement.key());
    };
  }

  private static Outcome judged(ReportedMovement mine, Movement taken) {
    return taken.fingerprint().equals(mine.fingerprint()) ? new Applied(taken) : new OtherContent();
  }

  private static boolean isSame(ReportedMovement one, ReportedMovement other) {
    return one.fingerprint().equals(other.fingerprint());
  }
}
