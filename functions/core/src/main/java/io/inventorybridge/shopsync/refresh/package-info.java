// SPDX-License-Identifier: Apache-2.0
/**
 * The catalog as the shop has it: fetched by a bulk query, classified, activated.
 *
 * <p>May use: {@code delivery.format}, {@code masterdata.catalog}, {@code masterdata.editions},
 * {@code masterdata.imports}, {@code shopsync.shop}, {@code stock}, {@code support.files}.
 *
 * <p>Start with {@link RefreshingCatalog}.
 */
package io.inventorybridge.shopsync.refresh;
