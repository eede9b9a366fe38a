// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

/** The file format of a rule book. The same book gives the same bytes. Thread-safe. */
public interface RuleBookFormat {
  byte[] write(RuleBook book);

  RuleBook read(byte[] file);
}
