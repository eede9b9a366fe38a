// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.editions;

import io.inventorybridge.masterdata.imports.BrakeFinding;

/**
 * The brake as an import asks it: it measures what the shop's numbers would be with a proposed set
 * in place of the one in force.
 *
 * @param <T> the set, such as all products of a catalog
 */
@FunctionalInterface
public interface EditionBrake<T> {
  BrakeFinding measure(T proposed);

  /** A brake that lets everything in. */
  static <T> EditionBrake<T> open() {
    return proposed -> BrakeFinding.notAsked("no brake is set");
  }
}
