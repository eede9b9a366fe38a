// SPDX-License-Identifier: Apache-2.0
/**
 * Variance, reset, settlement and sweep: the steps of the state machine reset before variance.
 *
 * <p>May use: {@code delivery}, {@code ledger}, {@code stock}, {@code support.concurrent}, {@code
 * support.files}.
 *
 * <p>Start with {@link ImportingReset}.
 */
package io.inventorybridge.delivery.settlement;
