// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.util.Comparator;

/** One product in one store. Every quantity in the ledger belongs to a stock key. */
public record StockKey(FacilityId facility, CanonicalUpc upc) implements Comparable<StockKey> {
  private static final Comparator<StockKey> ORDER =
      Comparator.comparing(StockKey::upc).thenComparing(StockKey::facility);

  public static StockKey of(String facility, String upc) {
    return new StockKey(new FacilityId(facility), CanonicalUpc.of(upc));
  }

  /** Tells whether this key is the queue of its product: open units that no store holds. */
  public boolean isQueue() {
    return facility.equals(FacilityId.QUEUE);
  }

  @Override
  public int compareTo(StockKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return facility + "/" + upc;
  }
}
