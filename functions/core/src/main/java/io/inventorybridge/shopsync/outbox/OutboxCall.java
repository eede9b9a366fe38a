// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.outbox;

import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An outbox call: a call to the shop that was stored before it was sent.
 *
 * @param entries the effects of the call's items, in the order of the call
 * @param revision 0 before it is stored; grows with every change of the stage
 */
public record OutboxCall(
    ShopCall call, String run, Instant createdAt, List<Entry> entries, Stage stage, long revision) {
  public OutboxCall {
    entries = List.copyOf(entries);
    if (!entries.stream().map(Entry::item).toList().equals(call.items())) {
      throw new IllegalArgumentException("the entries are not those of the call " + call.key());
    }
  }

  /** A new call that was not sent yet. */
  public static OutboxCall of(ShopCall call, String run, Instant now, List<Entry> entries) {
    return new OutboxCall(call, run, now, entries, new Unsent(), 0);
  }

  /**
   * The effect of one item of the call once it is confirmed.
   *
   * @param target the sellable target that the pair then shows
   * @param version of that target
   * @param product the item's product at that time
   * @param effect the units it adds to {@code available}
   */
  public record Entry(
      InventoryItemId item,
      long target,
      SellableVersion version,
      Optional<CanonicalUpc> product,
      long effect) {}

  public ItemAtLocation pair(Entry entry) {
    return new ItemAtLocation(entry.item(), call.location());
  }

  public List<ItemAtLocation> pairs() {
    return entries.stream().map(this::pair).toList();
  }

  public OutboxCall at(Stage next) {
    return new OutboxCall(call, run, createdAt, entries, next, revision);
  }

  public OutboxCall withRevision(long next) {
    return new OutboxCall(call, run, createdAt, entries, stage, next);
  }

  /** The call at the start of a sending, the first or a repeated one. */
  public OutboxCall sending(Instant now) {
    return at(new Sent(stage instanceof Sent sent ? sent.first() : now, now));
  }

  /** The stage of a call. */
  public sealed interface Stage {}

  /** It was never sent. */
  public record Unsent() implements Stage {}

  /** It may have been sent, and its answer is unknown. */
  public record Sent(Instant first, Instant last) implements Stage {}

  /**
   * The final outcome is known; the pairs are not updated yet. Items that are in none of the sets
   * were not written.
   *
   * @param last when it was sent for the last time
   * @param abandoned true when the call is never sent again and its outcome is unknown
   */
  public record Answered(
      Instant last,
      Set<InventoryItemId> confirmed,
      List<Flag> flags,
      Set<InventoryItemId> uncertain,
      boolean abandoned)
      implements Stage {
    public Answered {
      confirmed = Set.copyOf(confirmed);
      flags = List.copyOf(flags);
      uncertain = Set.copyOf(uncertain);
    }
  }
}
