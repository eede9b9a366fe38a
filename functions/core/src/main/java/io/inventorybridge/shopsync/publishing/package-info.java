// SPDX-License-Identifier: Apache-2.0
/**
 * The recent sync and the full sync: differences are published, new and uncertain pairs are read.
 *
 * <p>May use: {@code availability}, {@code availability.change}, {@code settings}, {@code
 * shopsync.bulk}, {@code shopsync.comparing}, {@code shopsync.lease}, {@code shopsync.mirror},
 * {@code shopsync.outbox}, {@code shopsync.published}, {@code shopsync.reconciling}, {@code
 * shopsync.sending}, {@code shopsync.shop}, {@code stock}, {@code support.concurrent}.
 *
 * <p>Start with {@link RunningRecentSync}.
 */
package io.inventorybridge.shopsync.publishing;
