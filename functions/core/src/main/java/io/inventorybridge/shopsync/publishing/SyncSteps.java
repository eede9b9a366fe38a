// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.shopsync.mirror.RefreshingOrderMirror;
import io.inventorybridge.shopsync.reconciling.ReconcilingPairs;
import io.inventorybridge.shopsync.sending.SendingCalls;

/** The steps of both syncs on one set of ports. */
record SyncSteps(
    SendingCalls sending, PublishingDifferences differences, ReconcilingPairs reconciling) {
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
    return new SyncSteps(
        sending,
        new PublishingDifferences(
            ports.sellableTargets(), ports.published(), sending, ports.clock()),
        new ReconcilingPairs(
            ports.shop(),
            ports.sellableTargets(),
            ports.published(),
            new RefreshingOrderMirror(
                ports.shop(),
                ports.mirror(),
                ports.boundedParallelism(),
                ports.polling(),
                ports.clock()),
            sending,
            ports.settings(),
            ports.knownBefore(),
            ports.clock()));
  }
}
