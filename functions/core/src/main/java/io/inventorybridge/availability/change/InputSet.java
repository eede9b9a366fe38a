// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.CalculationInputs;

/**
 * One whole set of calculation inputs: catalog, facilities, rules, settings and product states.
 * Sets follow each other, and numbers are calculated with one set, never with parts of two.
 *
 * @param ordinal 1 for the first set; each next set has the next number
 */
public record InputSet(long ordinal, CalculationInputs inputs) {
  /** Names the set: ordinals alone could be given twice by runs that crash. */
  public Reference reference() {
    return new Reference(ordinal, inputs.inputsVersion().value());
  }

  /**
   * The name of a set.
   *
   * @param version of its content
   */
  public record Reference(long ordinal, String version) {
    @Override
    public String toString() {
      return ordinal + "-" + version;
    }
  }
}
