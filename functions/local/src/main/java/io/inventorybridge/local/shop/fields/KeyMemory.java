// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.files.Digest;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.ShopChange.KeyUsed;
import io.inventorybridge.local.shop.ShopChange.Move;
import io.inventorybridge.local.shop.ShopChange.Moved;
import io.inventorybridge.local.shop.fields.Payloads.Activated;
import io.inventorybridge.local.shop.fields.Payloads.Change;
import io.inventorybridge.local.shop.fields.Payloads.Group;
import io.inventorybridge.local.shop.fields.Payloads.LevelOf;
import io.inventorybridge.local.shop.fields.Payloads.Written;
import io.inventorybridge.sync.shop.Pair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The idempotency keys that are remembered, each with the call it came with and the reply; the shop
 * keeps them with what was written. That a refused call spends its key is guessed from the words of
 * the schema. Not thread-safe.
 */
public final class KeyMemory {
  private final FakeShop shop;
  private final Duration lasting;
  private final Map<String, Kept> kept = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();

  /**
   * What is remembered.
   *
   * @param call stands for the operation and everything it was given
   * @param failed whether it wrote nothing because of errors
   */
  record Kept(String call, boolean failed, Object reply, Instant at) {}

  public KeyMemory(FakeShop shop, Duration lasting) {
    this.shop = shop;
    this.lasting = lasting;
    for (KeyUsed used : shop.keys()) {
      remember(used.key(), new Kept(used.call(), used.failed(), reply(used), used.at()));
    }
  }

  Optional<Kept> find(String key, Instant now) {
    while (!order.isEmpty()) {
      Kept oldest = kept.get(order.peekFirst());
      if (oldest != null && oldest.at().plus(lasting).isAfter(now)) {
        break;
      }
      kept.remove(order.removeFirst());
    }
    return Optional.ofNullable(kept.get(key));
  }

  void keep(String key, Kept remembered) {
    remember(key, remembered);
    shop.note(
        new KeyUsed(
            key,
            remembered.call(),
            remembered.failed(),
            remembered.at(),
            remembered.reply() instanceof Written written
                ? written.group().map(KeyMemory::moved)
                : Optional.empty(),
            remembered.reply() instanceof Activated activated
                ? activated.level().map(LevelOf::pair)
                : Optional.empty()));
  }

  /** Stands for a call, whatever it holds. */
  static String call(String written) {
    return Digest.hex(Digest.newSha256().digest(written.getBytes(StandardCharsets.UTF_8)));
  }

  private void remember(String key, Kept remembered) {
    kept.put(key, remembered);
    order.addLast(key);
  }

  private static Moved moved(Group group) {
    return new Moved(
        group.number(),
        group.createdAt(),
        group.reason(),
        group.reference(),
        group.changes().stream()
            .map(
                it ->
                    new Move(
                        it.name(),
                        it.delta(),
                        new Pair(it.variant().item(), it.place().location())))
            .toList());
  }

  // What a failed call was answered is never asked for again.
  private Object reply(KeyUsed used) {
    return used.activated().isPresent()
        ? new Activated(used.activated().map(LevelOf::new), List.of())
        : new Written(used.moved().map(this::group), List.of());
  }

  private Group group(Moved moved) {
    return new Group(
        moved.number(),
        moved.at(),
        moved.reason(),
        moved.reference(),
        moved.moves().stream().flatMap(it -> change(it).stream()).toList());
  }

  private Optional<Change> change(Move move) {
    return shop.find(move.pair().item())
        .flatMap(
            variant ->
                shop.place(move.pair().location())
                    .map(place -> new Change(move.name(), move.delta(), variant, place)));
  }
}
