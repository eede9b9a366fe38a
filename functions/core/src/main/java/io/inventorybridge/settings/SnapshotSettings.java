// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the moment at which a delivery's quantities were true is found.
 *
 * @param snapshotLead the upload time minus this is it where nothing states it; longer is the safe
 *     side
 * @param snapshotPattern how the file's name states it; without one the name is searched for an ISO
 *     time, basic or extended
 * @param zone of times without an offset
 */
public record SnapshotSettings(
    Duration snapshotLead, Optional<SnapshotPattern> snapshotPattern, ZoneId zone) {
  public static final SnapshotSettings DEFAULTS =
      new SnapshotSettings(Duration.ofHours(1), Optional.empty(), ZoneOffset.UTC);
}
