// SPDX-License-Identifier: Apache-2.0
/**
 * The online catalog and the compact index by which the filter finds a UPC.
 *
 * <p>May use: {@code masterdata.editions}, {@code masterdata.imports}, {@code stock}, {@code
 * support.files}, {@code support.text}.
 *
 * <p>Start with {@link CatalogActivation}.
 */
package io.inventorybridge.masterdata.catalog;
