// SPDX-License-Identifier: Apache-2.0
/**
 * The page of the last 30 days.
 *
 * <p>May use: {@code delivery}, {@code masterdata.editions}, {@code reporting.page}.
 *
 * <p>Start with {@link IndexPageBuilder}.
 */
package io.inventorybridge.reporting.page.index;
