// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

/**
 * A row of {@code rules.csv}.
 *
 * @param sequence of the rules that select something the highest wins; at equal sequence the one
 *     that stands later in the file
 */
public record Rule(long sequence, Selector selector, Effect effect) {
  /** What the row is about: a later row of the same takes its place. */
  record About(long sequence, Effect.Kind kind, Selector selector) {}

  About about() {
    return new About(sequence, effect.kind(), selector);
  }
}
