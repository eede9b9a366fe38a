// SPDX-License-Identifier: Apache-2.0
/**
 * The comparison of pairs with the shop, and the correction of those that differ.
 *
 * <p>May use: {@code availability}, {@code settings}, {@code shopsync.mirror}, {@code
 * shopsync.outbox}, {@code shopsync.published}, {@code shopsync.sending}, {@code shopsync.shop},
 * {@code stock}.
 *
 * <p>Start with {@link ReconcilingPairs}.
 */
package io.inventorybridge.shopsync.reconciling;
