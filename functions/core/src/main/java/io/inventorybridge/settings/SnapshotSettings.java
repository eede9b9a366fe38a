// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The settings for finding the snapshot time of a delivery.
 *
 * @param snapshotLead subtracted from the upload time if the snapshot time is not stated; a longer
 *     one is the safe side
 * @param snapshotPattern the pattern of the time in the file's name; without one the name is
 *     searched for an ISO time, basic or extended
 * @param zone of times without an offset
 */
public record SnapshotSettings(
    Duration snapshotLead, Optional<SnapshotPattern> snapshotPattern, ZoneId zone) {
  public static final SnapshotSettings DEFAULTS =
      new SnapshotSettings(Duration.ofHours(1), Optional.empty(), ZoneOffset.UTC);
}
