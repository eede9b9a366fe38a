// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/** Our id of a store, such as {@code SVC21}; never empty. Compared exactly. */
public record FacilityId(String value) implements Comparable<FacilityId> {
  /**
   * Stands for "no store yet": open units of orders that no real facility holds are queue demand,
   * kept under this id. The tilde cannot begin the id of a store.
   */
  public static final FacilityId QUEUE = new FacilityId("~queue");

  public FacilityId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a facility id is not empty");
    }
  }

  @Override
  public int compareTo(FacilityId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
