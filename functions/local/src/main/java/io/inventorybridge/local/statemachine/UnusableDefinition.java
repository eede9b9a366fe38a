// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

/** A definition uses a feature that the interpreter does not support; nothing of it was run. */
public final class UnusableDefinition extends RuntimeException {
  public UnusableDefinition(String sentence) {
    super(sentence);
  }
}
