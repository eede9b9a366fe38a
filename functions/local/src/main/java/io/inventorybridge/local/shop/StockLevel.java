// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The quantities of an item at a location. On hand is not stored: it is the sum of available,
 * committed and set-aside units.
 *
 * @param number of the level
 * @param committed units of open orders; only orders change it
 * @param setAside units on hand but not for sale, by state, such as {@code damaged}
 */
public record StockLevel(
    long number,
    boolean active,
    long available,
    long committed,
    Map<String, Long> setAside,
    Instant updatedAt) {
  public static final String AVAILABLE = "available";
  public static final String ON_HAND = "on_hand";
  public static final String COMMITTED = "committed";
  // Expected units: the only state that does not count as on hand.
  public static final String INCOMING = "incoming";

  public StockLevel {
    setAside = Map.copyOf(setAside);
  }

  public long onHand() {
    long aside =
        setAside.entrySet().stream()
            .filter(it -> !it.getKey().equals(INCOMING))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return Math.addExact(Math.addExact(available, committed), aside);
  }

  public long quantity(String name) {
    return switch (name) {
      case AVAILABLE -> available;
      case ON_HAND -> onHand();
      case COMMITTED -> committed;
      default -> setAside.getOrDefault(name, 0L);
    };
  }

  public StockLevel withActive(boolean now) {
    return new StockLevel(number, now, available, committed, setAside, updatedAt);
  }

  public StockLevel plusAvailable(long units, Instant at) {
    return new StockLevel(number, active, Math.addExact(available, units), committed, setAside, at);
  }

  public StockLevel plusCommitted(long units, Instant at) {
    return new StockLevel(number, active, available, Math.addExact(committed, units), setAside, at);
  }

  /** Changes any state except on hand and committed. */
  public StockLevel plus(String name, long units, Instant at) {
    if (name.equals(AVAILABLE)) {
      return plusAvailable(units, at);
    }
    Map<String, Long> aside = new TreeMap<>(setAside);
    aside.merge(name, units, Math::addExact);
    return new StockLevel(number, active, available, committed, aside, at);
  }
}
