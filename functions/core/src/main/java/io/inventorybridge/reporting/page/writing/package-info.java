// SPDX-License-Identifier: Apache-2.0
/**
 * The step that gathers the facts of a page and writes it.
 *
 * <p>May use: {@code delivery}, {@code ledger}, {@code masterdata.catalog}, {@code
 * masterdata.editions}, {@code masterdata.facilities}, {@code reporting.morning}, {@code
 * reporting.page}, {@code reporting.page.delivery}, {@code reporting.page.index}, {@code
 * reporting.page.input}, {@code reporting.page.key}, {@code reporting.page.sync}, {@code settings},
 * {@code shopsync.full}, {@code shopsync.reconciling}, {@code stock}, {@code support.files}.
 *
 * <p>Start with {@link WritingPages}.
 */
package io.inventorybridge.reporting.page.writing;
