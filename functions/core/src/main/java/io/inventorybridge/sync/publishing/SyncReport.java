// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.sync.reconciling.Batch;
import io.inventorybridge.sync.sending.Halt;
import io.inventorybridge.sync.sending.SyncRun;
import java.util.Optional;

/**
 * The report of a run.
 *
 * @param publish the publishing mode at its beginning
 * @param halt why it was aborted, empty when it was completed
 * @param marks the number of changes it handled
 * @param calls write requests, including repeated ones
 * @param confirmed numbers that the shop has confirmed
 * @param uncertain numbers whose outcome is unknown
 * @param parked numbers that the shop refused
 * @param toBeRead pairs that must be read in the shop
 * @param batch pairs that were read
 */
public record SyncReport(
    Publish publish,
    Optional<Halt> halt,
    long marks,
    long calls,
    long confirmed,
    long uncertain,
    long parked,
    long toBeRead,
    Batch batch) {
  static SyncReport of(SyncRun run, Publish publish, long marks, long toBeRead, Batch batch) {
    return new SyncReport(
        publish,
        run.halt(),
        marks,
        run.calls(),
        run.confirmed(),
        run.uncertain(),
        run.parked(),
        toBeRead,
        batch);
  }
}
