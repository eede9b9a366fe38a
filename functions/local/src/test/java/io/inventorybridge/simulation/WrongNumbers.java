// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

/** What a world must not show. */
final class WrongNumbers extends Error {
  WrongNumbers(String what) {
    super(what);
  }
}
