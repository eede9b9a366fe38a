// SPDX-License-Identifier: Apache-2.0
/**
 * The undo of an accepted delivery: the judgment whether it is possible, the preview, and the
 * passes that make its rows void key by key.
 *
 * <p>May use: {@code delivery}, {@code delivery.settlement}, {@code ledger}, {@code stock}, {@code
 * support.concurrent}.
 *
 * <p>Start with {@link UndoingDelivery}.
 */
package io.inventorybridge.delivery.undo;
