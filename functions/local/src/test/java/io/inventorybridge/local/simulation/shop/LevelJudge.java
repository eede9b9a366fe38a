// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.local.simulation.shop.life.ShopTally;
import io.inventorybridge.local.simulation.shop.trouble.DirectShop;
import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import io.inventorybridge.local.simulation.shop.trouble.TroubledShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Judges each number that is written by the shop's level and by the ledger as the writer read it.
 * It knows neither the order mirror nor the records of pairs.
 */
final class LevelJudge {
  private final DirectShop shop;
  private final ShopTally tally;
  private final InstantSource clock;
  private final Map<String, Meaning> meant = new HashMap<>();
  private final Map<ItemAtLocation, Long> excess = new HashMap<>();

  LevelJudge(DirectShop shop, ShopTally tally, InstantSource clock) {
    this.shop = shop;
    this.tally = tally;
    this.clock = clock;
  }

  /**
   * The ledger's numbers that a call was made from.
   *
   * @param pool units that are to be shown, with those that orders have taken
   * @param left units that were left for the shop when it was read: those on sale by the ledger,
   *     without those of orders that the ledger did not know, and without those set aside
   * @param risen units by which the pool has risen since it was published last
   * @param online units on sale by the ledger
   * @param held units by order that the ledger knew
   * @param read the first reading of the shop that the call may rest on
   */
  record Meaning(
      long pool, long left, long risen, long online, Map<String, Long> held, Instant read) {}

  /** The units of a pair that are left by these numbers now. */
  long left(ItemAtLocation pair, long online, Map<String, Long> held) {
    return online - tally.unknownTo(pair, held) - Math.max(0, tally.aside(pair));
  }

  void means(Object key, ItemAtLocation pair, Meaning meaning) {
    meant.put(key + " " + pair, meaning);
  }

  /** The units that the pair shows too much because of what was written there. */
  long excess(ItemAtLocation pair) {
    return excess.getOrDefault(pair, 0L);
  }

  /**
   * A part of a call was written.
   *
   * @param isOurs false for a publisher that sets what it means regardless of the shop
   */
  void landed(TroubledShop.Landing landing, boolean isOurs) {
    ItemAtLocation pair = landing.pair();
    Meaning meaning = meant.get(landing.call().key() + " " + pair);
    if (meaning == null || landing.call() instanceof ShopCall.Adjustment) {
      return;
    }
    long available = shop.available(pair);
    boolean isRise = available > landing.before();
    long above =
        Math.max(0, tally.shown(pair) - meaning.pool() - tally.addedSince(pair, meaning.read()));
    if (!isOurs) {
      excess.put(pair, above);
      return;
    }
    if (isRise && above > 0) {
      throw new InvariantViolation(
          "%s %s was raised from %d to %d, %d above what the ledger has, given all orders: %s, %s"
              .formatted(
                  clock.instant(),
                  pair,
                  landing.before(),
                  available,
                  above,
                  meaning,
                  tally.orders(pair)));
    }
    long left =
        Math.max(meaning.left(), left(pair, meaning.online(), meaning.held())) + meaning.risen();
    if (isRise && available > left) {
      throw new InvariantViolation(
          "%s %s was raised from %d to %d, and %d were left: %s, %s"
              .formatted(
                  clock.instant(),
                  pair,
                  landing.before(),
                  available,
                  left,
                  meaning,
                  tally.orders(pair)));
    }
  }
}
