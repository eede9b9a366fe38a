// SPDX-License-Identifier: Apache-2.0
/**
 * The online number as JSON.
 *
 * <p>May use: {@code availability}, {@code json}, {@code shopsync.published}, {@code stock}.
 *
 * <p>Start with {@link AvailabilityJson}.
 */
package io.inventorybridge.json.availability;
