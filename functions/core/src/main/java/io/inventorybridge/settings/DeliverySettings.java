// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings for reading, cutting and guarding a delivery.
 *
 * @param partSize the maximum number of records in a reset part
 * @param columns the roles of the delta's columns, in place of the built-in layouts
 * @param subsidiary Retail Pro's SBS number of the source; rows of another one are filtered
 * @param sameBytesWindow how long after the first upload the same bytes without a stated snapshot
 *     time count as the same delivery
 */
public record DeliverySettings(
    int partSize,
    Columns columns,
    Optional<String> subsidiary,
    Duration sameBytesWindow,
    GuardSettings guards) {
  public static final DeliverySettings DEFAULTS =
      new DeliverySettings(
          200_000,
          Columns.BUILT_IN,
          Optional.empty(),
          Duration.ofHours(12),
          GuardSettings.DEFAULTS);

  /**
   * The names of the delta's columns, compared without regard to case; an empty one is found by the
   * built-in layouts.
   */
  public record Columns(
      Optional<String> facility,
      Optional<String> subsidiary,
      Optional<String> idType,
      Optional<String> upc,
      Optional<String> quantity,
      Optional<String> location) {
    /** The column names of HotWax and Retail Pro. */
    public static final Columns BUILT_IN =
        new Columns(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }
}
