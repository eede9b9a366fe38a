// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.outbox;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call to the shop as it was written down before it was sent.
 *
 * @param entries what stands for what, in the order of the call
 * @param revision 0 before it is kept; grows with every change of the stage
 */
public record FrozenCall(
    Call call, String run, Instant frozenAt, List<Entry> entries, Stage stage, long revision) {
  public FrozenCall {
    entries = List.copyOf(entries);
    if (!entries.stream().map(Entry::item).toList().equals(call.items())) {
      throw new IllegalArgumentException("the entries are not those of the call " + call.key());
    }
  }

  /** Not sent yet, not even tried. */
  public static FrozenCall of(Call call, String run, Instant now, List<Entry> entries) {
    return new FrozenCall(call, run, now, entries, new Unsent(), 0);
  }

  /**
   * What a part of the call means once it stands in the shop.
   *
   * @param pool the pool that the pair then shows
   * @param version of that pool
   * @param product what the item was then
   * @param effect what it adds to {@code available}
   */
  public record Entry(
      ItemId item, long pool, PoolVersion version, Optional<Upc> product, long effect) {}

  public Pair pair(Entry entry) {
    return new Pair(entry.item(), call.location());
  }

  public List<Pair> pairs() {
    return entries.stream().map(this::pair).toList();
  }

  public FrozenCall at(Stage next) {
    return new FrozenCall(call, run, frozenAt, entries, next, revision);
  }

  public FrozenCall revised(long next) {
    return new FrozenCall(call, run, frozenAt, entries, stage, next);
  }

  /** About to be sent, for the first time or again. */
  public FrozenCall sending(Instant now) {
    return at(new Sent(stage instanceof Sent sent ? sent.first() : now, now));
  }

  /** How far a call is. */
  public sealed interface Stage {}

  /** It has never left us. */
  public record Unsent() implements Stage {}

  /** It was sent, perhaps, and no answer is known. */
  public record Sent(Instant first, Instant last) implements Stage {}

  /**
   * What is known of it is known; the pairs are still to be told. What is in none of the sets was
   * not written.
   *
   * @param last when it was sent for the last time
   * @param abandoned nobody will send it again, and nobody knows whether it stands
   */
  public record Answered(
      Instant last,
      Set<ItemId> confirmed,
      List<Flag> flags,
      Set<ItemId> uncertain,
      boolean abandoned)
      implements Stage {
    public Answered {
      confirmed = Set.copyOf(confirmed);
      flags = List.copyOf(flags);
      uncertain = Set.copyOf(uncertain);
    }
  }
}
