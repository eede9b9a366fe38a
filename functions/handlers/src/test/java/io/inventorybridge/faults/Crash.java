// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.faults;

/** The process "died" here. An error, so that nothing that handles exceptions can survive it. */
public final class Crash extends Error {
  Crash(String where) {
    super(where);
  }
}
