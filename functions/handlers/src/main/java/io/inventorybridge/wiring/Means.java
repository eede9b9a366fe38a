// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import java.time.Clock;

/**
 * What use cases are given.
 *
 * @param lanes how many keys an import writes at a time
 * @param backoff between the attempts of writers that met
 * @param polling between two looks at what the shop does in the background
 * @param around what holds beside the settings' files
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
