// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

/** Thrown for an invalid settings file; the message is one sentence for its author. */
public final class IllegalSettings extends RuntimeException {
  public IllegalSettings(String file, String reason) {
    super(file + ": " + reason);
  }
}
