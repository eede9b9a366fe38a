// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.ShopChange.KeyUsed;
import io.inventorybridge.local.shop.ShopChange.Move;
import io.inventorybridge.local.shop.ShopChange.Moved;
import io.inventorybridge.local.shop.fields.MutationPayloads.ActivationReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.Change;
import io.inventorybridge.local.shop.fields.MutationPayloads.Group;
import io.inventorybridge.local.shop.fields.MutationPayloads.LevelRef;
import io.inventorybridge.local.shop.fields.MutationPayloads.QuantitiesReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.StaffReply;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.files.ContentDigest;
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
 * The remembered idempotency keys, each with its call and its reply; the shop keeps them together
 * with the written data. That a refused call uses up its key is guessed from the schema's texts.
 * Not thread-safe.
 */
public final class IdempotencyStore {
  private final FakeShop shop;
  private final Duration lasting;
  private final Map<String, RememberedCall> kept = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();

  /**
   * A remembered call.
   *
   * @param call digest of the operation and its arguments
   * @param failed true if the call wrote nothing because of errors
   */
  record RememberedCall(String call, boolean failed, Object reply, Instant at) {}

  public IdempotencyStore(FakeShop shop, Duration lasting) {
    this.shop = shop;
    this.lasting = lasting;
    for (KeyUsed used : shop.keys()) {
      remember(used.key(), new RememberedCall(used.call(), used.failed(), reply(used), used.at()));
    }
  }

  Optional<RememberedCall> find(String key, Instant now) {
    while (!order.isEmpty()) {
      RememberedCall oldest = kept.get(order.peekFirst());
      if (oldest != null && oldest.at().plus(lasting).isAfter(now)) {
        break;
      }
      kept.remove(order.removeFirst());
    }
    return Optional.ofNullable(kept.get(key));
  }

  void keep(String key, RememberedCall remembered) {
    remember(key, remembered);
    if (remembered.reply() instanceof StaffReply) {
      return;
    }
    shop.recordChange(
        new KeyUsed(
            key,
            remembered.call(),
            remembered.failed(),
            remembered.at(),
            remembered.reply() instanceof QuantitiesReply written
                ? written.group().map(IdempotencyStore::moved)
                : Optional.empty(),
            remembered.reply() instanceof ActivationReply activated
                ? activated.level().map(LevelRef::pair)
                : Optional.empty()));
  }

  /** A digest of a call of any size. */
  static String digest(String written) {
    return ContentDigest.hex(
        ContentDigest.newSha256().digest(written.getBytes(StandardCharsets.UTF_8)));
  }

  private void remember(String key, RememberedCall remembered) {
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
                        new ItemAtLocation(it.variant().item(), it.place().location())))
            .toList());
  }

  // The reply of a failed call is never requested again.
  private Object reply(KeyUsed used) {
    return used.activated().isPresent()
        ? new ActivationReply(used.activated().map(LevelRef::new), List.of())
        : new QuantitiesReply(used.moved().map(this::group), List.of());
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
                shop.location(move.pair().location())
                    .map(place -> new Change(move.name(), move.delta(), variant, place)));
  }
}
