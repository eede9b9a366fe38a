// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.util.Optional;

/**
 * The settings of the brake on editions of catalog, facilities, rules and settings. An empty limit
 * switches its question off.
 *
 * @param falling the share of the pairs above zero that may fall to 0 or be published no longer
 * @param changing the share of the pairs above zero that may change by more than half
 * @param atLeast the number of pairs above zero from which the brake is asked
 */
public record BrakeSettings(
    Optional<ExactRatio> falling, Optional<ExactRatio> changing, int atLeast) {
  public static final BrakeSettings DEFAULTS =
      new BrakeSettings(Optional.of(new ExactRatio(1, 4)), Optional.of(new ExactRatio(2, 5)), 20);

  /** The brake switched off. */
  public static final BrakeSettings OFF =
      new BrakeSettings(Optional.empty(), Optional.empty(), DEFAULTS.atLeast());
}
