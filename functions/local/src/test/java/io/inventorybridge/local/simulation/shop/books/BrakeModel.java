// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.books;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The brake by its prose, without its code. Of the pairs above zero that were published once, more
 * than a quarter may not fall to 0 or leave the shop. More than two fifths may not change by more
 * than half and by 2 units.
 */
final class BrakeModel {
  private static final long FEWEST_UNITS = 2;

  private final Supplier<List<ItemAtLocation>> pairs;
  private final KnownTargets known;
  private final Predicate<ItemAtLocation> published;
  private final int atLeast;

  BrakeModel(
      Supplier<List<ItemAtLocation>> pairs,
      KnownTargets known,
      Predicate<ItemAtLocation> published,
      int atLeast) {
    this.pairs = pairs;
    this.known = known;
    this.published = published;
    this.atLeast = atLeast;
  }

  /** Tells whether the step from one set of inputs to another waits for an operator. */
  boolean holds(KnownTargets.Ground now, KnownTargets.Ground then) {
    long above = 0;
    long falling = 0;
    long changing = 0;
    for (ItemAtLocation pair : pairs.get()) {
      long before = online(pair, now);
      if (before > 0 && published.test(pair)) {
        // A pair is a product at a location: under another product it is another pair.
        long after = product(pair, now).equals(product(pair, then)) ? online(pair, then) : 0;
        long difference = Math.abs(after - before);
        above++;
        falling += after == 0 ? 1 : 0;
        changing += difference >= FEWEST_UNITS && difference * 2 > before ? 1 : 0;
      }
    }
    return above >= atLeast && (falling * 100 > above * 25 || changing * 100 > above * 40);
  }

  private static Optional<CanonicalUpc> product(ItemAtLocation pair, KnownTargets.Ground ground) {
    return Optional.ofNullable(ground.online().get(pair.item()));
  }

  private long online(ItemAtLocation pair, KnownTargets.Ground ground) {
    KnownTargets.Sum sum = known.sum(pair, ground);
    return sum.published() ? sum.online() : 0;
  }
}
