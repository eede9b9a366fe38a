// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import io.inventorybridge.support.text.DecimalMark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings for reading, cutting and guarding a delivery.
 *
 * @param partSize the maximum number of records in a reset part
 * @param columns the roles of the delta's columns, in place of the built-in layouts
 * @param decimalMark the mark before decimals in quantities; without it, a mark that exactly three
 *     digits follow rejects the row
 * @param skipTitleLines the number of lines above the header
 * @param ignoredNames the names of dropped files that are not deliveries
 * @param ignoredStores stores, as the file writes them, whose rows are filtered
 * @param subsidiary Retail Pro's SBS number of the source; rows of another one are filtered
 * @param sameBytesWindow how long after the first upload the same bytes without a stated snapshot
 *     time count as the same delivery
 * @param undoReach how many accepted deliveries of the source may be newer than one that is undone
 */
public record DeliverySettings(
    int partSize,
    Columns columns,
    Optional<DecimalMark> decimalMark,
    int skipTitleLines,
    NamePatterns ignoredNames,
    List<String> ignoredStores,
    Optional<String> subsidiary,
    Duration sameBytesWindow,
    int undoReach,
    GuardSettings guards) {
  public static final DeliverySettings DEFAULTS =
      new DeliverySettings(
          200_000,
          Columns.BUILT_IN,
          Optional.empty(),
          0,
          NamePatterns.MARKERS_AND_PARTIAL_UPLOADS,
          List.of(),
          Optional.empty(),
          Duration.ofHours(12),
          14,
          GuardSettings.DEFAULTS);

  public DeliverySettings {
    ignoredStores = List.copyOf(ignoredStores);
  }

  /** The same settings with other guards. */
  public DeliverySettings with(GuardSettings others) {
    return new DeliverySettings(
        partSize,
        columns,
        decimalMark,
        skipTitleLines,
        ignoredNames,
        ignoredStores,
        subsidiary,
        sameBytesWindow,
        undoReach,
        others);
  }

  /**
   * The names of the delta's columns, compared without regard to case, blanks, dashes, underscores
   * and dots; an empty one is found by the built-in layouts.
   *
   * @param ignored columns that have nearly the name of another one and are not that column
   */
  public record Columns(
      Optional<String> facility,
      Optional<String> subsidiary,
      Optional<String> idType,
      Optional<String> upc,
      Optional<String> quantity,
      Optional<String> location,
      List<String> ignored) {
    /** The column names of HotWax and Retail Pro. */
    public static final Columns BUILT_IN =
        new Columns(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public Columns {
      ignored = List.copyOf(ignored);
    }
  }
}
