// SPDX-License-Identifier: Apache-2.0
/**
 * The online number, and the sets of inputs it is calculated with, as JSON.
 *
 * <p>May use: {@code availability}, {@code availability.change}, {@code json}, {@code
 * json.masterdata}, {@code json.rules}, {@code masterdata.catalog}, {@code masterdata.facilities},
 * {@code rules}, {@code shopsync.published}, {@code stock}, {@code support.files}.
 *
 * <p>Start with {@link AvailabilityJson}.
 */
package io.inventorybridge.json.availability;
