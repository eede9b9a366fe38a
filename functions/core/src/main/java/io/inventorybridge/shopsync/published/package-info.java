// SPDX-License-Identifier: Apache-2.0
/**
 * The last confirmed number of each pair, and how certain it is.
 *
 * <p>May use: {@code availability}, {@code shopsync.outbox}, {@code shopsync.shop}, {@code stock}.
 *
 * <p>Start with {@link PublishedPair}.
 */
package io.inventorybridge.shopsync.published;
