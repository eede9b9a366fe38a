// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.CalculationInputs;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The inputs in force. Each request reads which set that is; the set itself is read once. Before
 * the first sync the present inputs are in force. Thread-safe.
 */
public final class InputsInForce implements Supplier<CalculationInputs> {
  private final InputProgressStore progress;
  private final InputSetStore sets;
  private final Supplier<CalculationInputs> present;
  private Optional<InputSet> kept = Optional.empty();

  public InputsInForce(
      InputProgressStore progress, InputSetStore sets, Supplier<CalculationInputs> present) {
    this.progress = progress;
    this.sets = sets;
    this.present = present;
  }

  @Override
  public synchronized CalculationInputs get() {
    Optional<InputSet.Reference> now = progress.find().map(InputProgress::inForce);
    if (now.isEmpty()) {
      return present.get();
    }
    if (kept.filter(set -> set.reference().equals(now.get())).isEmpty()) {
      kept = Optional.of(sets.load(now.get()));
    }
    return kept.orElseThrow().inputs();
  }
}
