// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

/** A definition with something the interpreter does not do; nothing of it was run. */
public final class UnusableDefinition extends RuntimeException {
  public UnusableDefinition(String sentence) {
    super(sentence);
  }
}
