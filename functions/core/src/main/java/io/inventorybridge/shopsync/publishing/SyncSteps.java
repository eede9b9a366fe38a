// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.shopsync.bulk.BulkQueryRunner;
import io.inventorybridge.shopsync.mirror.RefreshingOrderMirror;
import io.inventorybridge.shopsync.reconciling.ReconcilingPairs;
import io.inventorybridge.shopsync.sending.SendingCalls;

/** The steps of both syncs on one set of ports. */
record SyncSteps(
    SendingCalls sending,
    PublishingDifferences differences,
    ReconcilingPairs reconciling,
    BulkQueryRunner bulk,
    RefreshingOrderMirror orders) {
  static SyncSteps on(SyncPorts ports) {
    SendingCalls sending =
        new SendingCalls(
            ports.shop(),
            ports.outbox(),
            ports.published(),
            ports.settings(),
            ports.boundedParallelism(),
            ports.backoff(),
            ports.clock());
    BulkQueryRunner bulk =
        new BulkQueryRunner(ports.shop(), ports.bulkQueries(), ports.polling(), ports.clock());
    RefreshingOrderMirror orders =
        new RefreshingOrderMirror(
            ports.shop(), ports.mirror(), ports.boundedParallelism(), bulk, ports.clock());
    return new SyncSteps(
        sending,
        new PublishingDifferences(
            ports.sellableTargets(), ports.published(), sending, ports.clock()),
        new ReconcilingPairs(
            ports.shop(),
            ports.sellableTargets(),
            ports.published(),
            orders,
            sending,
            ports.settings(),
            ports.knownBefore(),
            ports.clock()),
        bulk,
        orders);
  }
}
