// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

/**
 * The progress of an import within the time of one call.
 *
 * @param next the number of imported rows, which is also the row to continue from
 * @param totals over all calls of this attempt so far
 */
public record ImportProgress<T>(State state, long next, T totals) {
  /** Tells the caller whether another call is needed. */
  public enum State {
    DONE,
    MORE
  }

  public boolean isDone() {
    return state == State.DONE;
  }
}
