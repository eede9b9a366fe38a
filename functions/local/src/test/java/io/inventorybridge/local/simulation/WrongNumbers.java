// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

/** A forbidden state of a world. */
final class WrongNumbers extends Error {
  WrongNumbers(String what) {
    super(what);
  }
}
