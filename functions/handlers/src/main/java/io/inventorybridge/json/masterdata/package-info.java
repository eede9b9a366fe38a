// SPDX-License-Identifier: Apache-2.0
/**
 * Facilities, editions, import reports, catalog refreshes and product webhooks as JSON.
 *
 * <p>May use: {@code json}, {@code masterdata.editions}, {@code masterdata.facilities}, {@code
 * masterdata.imports}, {@code shopsync.refresh}, {@code stock}.
 *
 * <p>Start with {@link FacilitiesJson}.
 */
package io.inventorybridge.json.masterdata;
