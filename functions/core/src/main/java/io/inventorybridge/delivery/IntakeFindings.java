// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The findings of a delivery's intake that its record keeps: for its page, and for the guards of
 * later deliveries.
 *
 * @param guards in the order in which they were asked; empty where no guard was asked
 * @param moved empty where the numbers were not compared with the expected ones
 * @param unknownStores the unknown store codes of rows of catalog products, as the file writes
 *     them; at most {@link #MOST_STORES}
 * @param rejectedKeys the keys that unusable rows of an initial load name
 */
public record IntakeFindings(
    List<GuardFinding> guards,
    Optional<MovedUnits> moved,
    SortedSet<String> unknownStores,
    RejectedKeys rejectedKeys) {
  /** A column of garbage does not fill the record. */
  public static final int MOST_STORES = 500;

  public static final IntakeFindings NONE =
      new IntakeFindings(List.of(), Optional.empty(), new TreeSet<>(), RejectedKeys.NONE);

  /** The findings of a file that no guard was asked about. */
  public static IntakeFindings of(RejectedKeys rejectedKeys) {
    return new IntakeFindings(List.of(), Optional.empty(), new TreeSet<>(), rejectedKeys);
  }

  public IntakeFindings {
    guards = List.copyOf(guards);
    unknownStores = new TreeSet<>(unknownStores);
  }
}
