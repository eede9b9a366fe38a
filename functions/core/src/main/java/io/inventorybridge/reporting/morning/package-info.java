// SPDX-License-Identifier: Apache-2.0
/**
 * The lists of the morning: differences, aging orders, silent stores, and their summary.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code delivery.settlement}, {@code
 * ledger}, {@code masterdata.facilities}, {@code pos}, {@code settings}, {@code stock}, {@code
 * support.concurrent}, {@code support.files}.
 *
 * <p>Start with {@link ReportingDelivery}.
 */
package io.inventorybridge.reporting.morning;
