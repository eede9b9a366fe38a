// SPDX-License-Identifier: Apache-2.0
/**
 * The page that explains one number of the ledger.
 *
 * <p>May use: {@code delivery}, {@code ledger}, {@code reporting.page}, {@code
 * reporting.page.delivery}, {@code stock}.
 *
 * <p>Start with {@link KeyPageBuilder}.
 */
package io.inventorybridge.reporting.page.key;
