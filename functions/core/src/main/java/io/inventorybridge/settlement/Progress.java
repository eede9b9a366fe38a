// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

/**
 * How far an import has come within the time of one call.
 *
 * @param next the number of rows done, and so the row to go on from
 * @param totals over all calls of this attempt so far
 */
public record Progress<T>(State state, long next, T totals) {
  /** Whether another call is needed. */
  public enum State {
    DONE,
    MORE
  }

  public boolean isDone() {
    return state == State.DONE;
  }
}
