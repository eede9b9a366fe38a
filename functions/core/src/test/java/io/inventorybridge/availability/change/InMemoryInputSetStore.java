// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sets of inputs in memory. */
public final class InMemoryInputSetStore implements InputSetStore {
  private final Map<InputSet.Reference, InputSet> sets = new ConcurrentHashMap<>();

  @Override
  public void save(InputSet set) {
    sets.putIfAbsent(set.reference(), set);
  }

  @Override
  public InputSet load(InputSet.Reference reference) {
    return Optional.ofNullable(sets.get(reference)).orElseThrow();
  }
}
