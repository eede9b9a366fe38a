// SPDX-License-Identifier: Apache-2.0
/**
 * One run under the lease: stored calls are sent until their outcome is known.
 *
 * <p>May use: {@code settings}, {@code shopsync.lease}, {@code shopsync.outbox}, {@code
 * shopsync.published}, {@code shopsync.shop}, {@code stock}, {@code support.concurrent}.
 *
 * <p>Start with {@link SyncRun}.
 */
package io.inventorybridge.shopsync.sending;
