// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.sending.AbortReason;
import io.inventorybridge.shopsync.sending.SyncRun;
import java.util.Optional;

/**
 * The report of a run.
 *
 * @param publish the publishing mode at its beginning
 * @param abortReason why it was aborted, empty when it was completed
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
    Optional<AbortReason> abortReason,
    long marks,
    long calls,
    long confirmed,
    long uncertain,
    long parked,
    long toBeRead,
    ReconcileBatch batch) {
  static SyncReport of(
      SyncRun run, Publish publish, long marks, long toBeRead, ReconcileBatch batch) {
    return new SyncReport(
        publish,
        run.abortReason(),
        marks,
        run.calls(),
        run.confirmed(),
        run.uncertain(),
        run.parked(),
        toBeRead,
        batch);
  }
}
