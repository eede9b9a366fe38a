// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.sync.mirror.ReadingOrders;
import io.inventorybridge.sync.reconciling.Reconciling;
import io.inventorybridge.sync.sending.SendingCalls;

/** The steps of both syncs on one set of ports. */
record SyncTools(SendingCalls sending, PublishingDifferences differences, Reconciling reconciling) {
  static SyncTools on(SyncPorts ports) {
    SendingCalls sending =
        new SendingCalls(
            ports.shop(),
            ports.outbox(),
            ports.published(),
            ports.settings(),
            ports.lanes(),
            ports.backoff(),
            ports.clock());
    return new SyncTools(
        sending,
        new PublishingDifferences(ports.pools(), ports.published(), sending, ports.clock()),
        new Reconciling(
            ports.shop(),
            ports.pools(),
            ports.published(),
            new ReadingOrders(
                ports.shop(), ports.mirror(), ports.lanes(), ports.polling(), ports.clock()),
            sending,
            ports.settings(),
            ports.knownBefore(),
            ports.clock()));
  }
}
