// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The step to the newest inputs. A sync under the shop's lease takes it before it publishes: it
 * stores the present inputs as the next set, puts that set in force together with the transition
 * from the earlier one, and marks the products that differ. The inputs never count before their
 * differences are recorded, so a crash between any two writes loses none.
 *
 * <p>While a transition is stored, each sync first finishes its marking. Inputs that change
 * meanwhile are the set after it: every set is compared with the one before, whole with whole.
 */
public final class ChangingInputs {
  private static final int STRETCH = 1_000;

  private final Supplier<CalculationInputs> present;
  private final InputSetStore sets;
  private final InputProgressStore progress;
  private final ChangeMarkers markers;

  /**
   * @param present reads the inputs as the files state them now
   */
  public ChangingInputs(
      Supplier<CalculationInputs> present,
      InputSetStore sets,
      InputProgressStore progress,
      ChangeMarkers markers) {
    this.present = present;
    this.sets = sets;
    this.progress = progress;
    this.markers = markers;
  }

  /**
   * Puts the newest inputs in force and marks all differences. Only the holder of the shop's lease
   * calls this.
   *
   * @param mayContinue false ends the work; the next call continues it
   * @return the record without a transition; empty when the work is not finished, or another run
   *     has taken it over
   */
  public Optional<InputProgress> advance(BooleanSupplier mayContinue) {
    Optional<InputProgress> found = progress.find();
    if (found.isEmpty()) {
      InputSet first = new InputSet(1, present.get());
      sets.save(first);
      return progress.store(InputProgress.first(first.reference()));
    }
    Optional<InputProgress> marked = finish(found.get(), mayContinue);
    if (marked.isEmpty()) {
      return Optional.empty();
    }
    CalculationInputs now = present.get();
    if (now.inputsVersion().value().equals(marked.get().inForce().version())) {
      return marked;
    }
    InputSet inForce = sets.load(marked.get().inForce());
    InputSet next = new InputSet(inForce.ordinal() + 1, now.after(inForce.inputs()));
    sets.save(next);
    return progress
        .store(marked.get().movedTo(next.reference()))
        .flatMap(moved -> finish(moved, mayContinue));
  }

  private Optional<InputProgress> finish(InputProgress begun, BooleanSupplier mayContinue) {
    if (begun.transition().isEmpty()) {
      return Optional.of(begun);
    }
    InputSet.Reference to = begun.inForce();
    InputDifference difference =
        InputDifference.between(sets.load(begun.transition().get().from()), sets.load(to));
    if (difference.isEverything()) {
      return progress.store(begun.walkingAll());
    }
    Optional<InputProgress> now = Optional.of(begun);
    while (now.isPresent() && now.get().transition().isPresent()) {
      if (!mayContinue.getAsBoolean()) {
        return Optional.empty();
      }
      InputDifference.Stretch stretch =
          difference.next(now.get().transition().get().cursor(), STRETCH);
      markers.mark(stretch.products().stream().map(upc -> InputMarkers.of(upc, to)).toList());
      now = progress.store(now.get().markedTo(stretch.next()));
    }
    return now;
  }

  /**
   * Records how far the walk through all pairs is.
   *
   * @param cursor empty after the last page
   * @return the stored record; empty if another run was first
   */
  public Optional<InputProgress> walkedTo(InputProgress seen, Optional<String> cursor) {
    return progress.store(seen.walkedTo(cursor));
  }

  /** The set in force; empty before the first sync. */
  public Optional<InputSet.Reference> inForce() {
    return progress.find().map(InputProgress::inForce);
  }
}
