// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.Optional;

/**
 * The measurement of the guard against stores going to zero.
 *
 * @param keys keys with stock that would go to 0 or below
 * @param withStock keys of the delivery that have stock; empty where they were not counted, because
 *     {@code keys} alone were few enough
 */
public record EmptiedKeys(long keys, Optional<Long> withStock) {}
