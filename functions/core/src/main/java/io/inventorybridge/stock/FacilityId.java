// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/** Our id of a facility, such as {@code SVC21}; never empty. Ids are compared exactly. */
public record FacilityId(String value) implements Comparable<FacilityId> {
  /**
   * The queue: open units of orders that no store holds are queue demand under this id. The id of a
   * store cannot begin with a tilde.
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
