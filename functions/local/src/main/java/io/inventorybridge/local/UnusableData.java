// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

/** The data directory cannot be used, for a reason that the user can fix. */
public final class UnusableData extends RuntimeException {
  public UnusableData(String sentence) {
    super(sentence);
  }
}
