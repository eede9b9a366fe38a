// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import java.time.Clock;

/**
 * Dependencies of the use cases besides the ports.
 *
 * @param lanes number of keys that an import writes in parallel
 * @param backoff between the attempts of conflicting writers
 * @param polling between two checks of a background operation of the shop
 * @param around settings below and above the settings files
 */
record Means(
    Environment environment,
    Ports ports,
    Lanes lanes,
    Backoff backoff,
    Backoff polling,
    Clock clock,
    SettingsAround around) {
  Means within(SettingsAround others) {
    return new Means(environment, ports, lanes, backoff, polling, clock, others);
  }
}
