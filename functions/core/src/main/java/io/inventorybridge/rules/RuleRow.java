// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

/**
 * A row of {@code rules.csv}.
 *
 * @param sequence of the rules that match, the highest sequence wins; at equal sequence the later
 *     row of the file wins
 */
public record RuleRow(long sequence, RuleSelector selector, RuleValue effect) {
  /** The key of the row: a later row with the same key replaces it. */
  record Identity(long sequence, RuleValue.RuleKind kind, RuleSelector selector) {}

  Identity identity() {
    return new Identity(sequence, effect.kind(), selector);
  }
}
