// SPDX-License-Identifier: Apache-2.0
/**
 * The orders of the shop, kept up to date by their time of change.
 *
 * <p>May use: {@code shopsync.bulk}, {@code shopsync.shop}, {@code stock}, {@code
 * support.concurrent}.
 *
 * <p>Start with {@link OrderMirror}.
 */
package io.inventorybridge.shopsync.mirror;
