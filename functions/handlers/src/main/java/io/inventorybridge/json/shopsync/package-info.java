// SPDX-License-Identifier: Apache-2.0
/**
 * Outbox calls, the order mirror, running bulk queries and the files of full syncs as JSON.
 *
 * <p>May use: {@code availability}, {@code json}, {@code settings}, {@code shopsync.bulk}, {@code
 * shopsync.comparing}, {@code shopsync.full}, {@code shopsync.mirror}, {@code shopsync.outbox},
 * {@code shopsync.reconciling}, {@code shopsync.shop}, {@code stock}, {@code support.files}, {@code
 * support.records}.
 *
 * <p>Start with {@link FullSyncJson}.
 */
package io.inventorybridge.json.shopsync;
