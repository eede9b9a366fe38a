// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.comparing;

import io.inventorybridge.stock.ItemAtLocation;
import java.util.Map;
import java.util.Optional;

/**
 * Stores what a full sync keeps between two calls, and between two nights. Only the run with the
 * shop's lease writes it.
 */
public interface ComparisonStore {
  /** Loads the sums that differ from {@link AgreedSum#NOTHING}. */
  Map<ItemAtLocation, AgreedSum> sums();

  void saveSums(Map<ItemAtLocation, AgreedSum> sums);

  /**
   * Loads the plan of a full sync.
   *
   * @param run the name under which it was saved
   */
  Optional<ComparisonPlan> plan(String run);

  void savePlan(String run, ComparisonPlan plan);
}
