// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

/** How a rule book is kept as a file. The same book gives the same bytes. Thread-safe. */
public interface RulesFormat {
  byte[] write(RuleBook book);

  RuleBook read(byte[] file);
}
