// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;

/**
 * Dependencies of the use cases besides the ports.
 *
 * @param boundedParallelism number of keys that an import writes in parallel
 * @param backoff between the attempts of conflicting writers
 * @param polling between two checks of a background operation of the shop
 * @param around settings below and above the settings files
 */
record WiringContext(
    FunctionEnvironment environment,
    FunctionPorts ports,
    BoundedParallelism boundedParallelism,
    BackoffPolicy backoff,
    BackoffPolicy polling,
    Clock clock,
    SettingsOverrides around) {
  WiringContext within(SettingsOverrides others) {
    return new WiringContext(
        environment, ports, boundedParallelism, backoff, polling, clock, others);
  }
}
