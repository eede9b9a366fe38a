// SPDX-License-Identifier: Apache-2.0
/**
 * The facilities, and whom a store code of a delivery means.
 *
 * <p>May use: {@code masterdata.editions}, {@code masterdata.imports}, {@code stock}, {@code
 * support.files}, {@code support.text}.
 *
 * <p>Start with {@link FacilityDirectory}.
 */
package io.inventorybridge.masterdata.facilities;
