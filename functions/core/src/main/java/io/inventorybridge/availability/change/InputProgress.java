// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import java.util.Optional;

/**
 * The record of the set in force, and of the work that the step to it left. There is one for each
 * shop.
 *
 * @param inForce every number is calculated with this set
 * @param transition empty when every difference to the earlier set is marked
 * @param walk empty unless every pair has to be visited
 * @param revision counts the writes of this record
 */
public record InputProgress(
    InputSet.Reference inForce,
    Optional<Transition> transition,
    Optional<Walk> walk,
    long revision) {
  /**
   * The differences between an earlier set and the one in force are not all marked.
   *
   * @param cursor the products up to this UPCA are marked; empty at the start
   */
  public record Transition(InputSet.Reference from, Optional<String> cursor) {}

  /**
   * Every number could change, so all pairs are visited instead of marked. The walk goes on with
   * newer sets, whose differences are marked.
   *
   * @param cursor the page of pairs to continue from; empty for the first one
   */
  public record Walk(Optional<String> cursor) {}

  /** The first set is in force: nothing was published with an earlier one. */
  static InputProgress first(InputSet.Reference set) {
    return new InputProgress(set, Optional.empty(), Optional.of(new Walk(Optional.empty())), 0);
  }

  /** The next set is in force, and its differences are to be marked. */
  InputProgress movedTo(InputSet.Reference next) {
    return new InputProgress(
        next, Optional.of(new Transition(inForce, Optional.empty())), walk, revision);
  }

  InputProgress markedTo(Optional<String> cursor) {
    return new InputProgress(
        inForce,
        cursor.flatMap(
            upc -> transition.map(step -> new Transition(step.from(), Optional.of(upc)))),
        walk,
        revision);
  }

  /** Every pair is visited from the first one on, which needs no markers. */
  InputProgress walkingAll() {
    return new InputProgress(
        inForce, Optional.empty(), Optional.of(new Walk(Optional.empty())), revision);
  }

  InputProgress walkedTo(Optional<String> cursor) {
    return new InputProgress(
        inForce, transition, cursor.map(page -> new Walk(Optional.of(page))), revision);
  }

  /** The record as it is stored after this revision. */
  public InputProgress withRevision(long number) {
    return new InputProgress(inForce, transition, walk, number);
  }
}
