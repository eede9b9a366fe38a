// SPDX-License-Identifier: Apache-2.0
/**
 * The wait for the night's deliveries and the report of a full sync.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code settings}, {@code
 * shopsync.reconciling}, {@code stock}, {@code support.files}.
 *
 * <p>Start with {@link ReportingFullSync}.
 */
package io.inventorybridge.shopsync.full;
