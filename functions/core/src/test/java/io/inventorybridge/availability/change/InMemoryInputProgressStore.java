// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import java.util.Optional;

/** The record of the set in force in memory. */
public final class InMemoryInputProgressStore implements InputProgressStore {
  private Optional<InputProgress> kept = Optional.empty();

  @Override
  public synchronized Optional<InputProgress> find() {
    return kept;
  }

  @Override
  public synchronized Optional<InputProgress> store(InputProgress progress) {
    long latest = kept.map(InputProgress::revision).orElse(0L);
    if (latest != progress.revision()) {
      return Optional.empty();
    }
    kept = Optional.of(progress.withRevision(latest + 1));
    return kept;
  }
}
