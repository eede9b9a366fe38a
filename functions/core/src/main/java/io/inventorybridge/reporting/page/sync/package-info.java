// SPDX-License-Identifier: Apache-2.0
/**
 * The page of a full sync.
 *
 * <p>May use: {@code reporting.page}, {@code reporting.page.delivery}, {@code settings}, {@code
 * shopsync.full}, {@code shopsync.reconciling}, {@code stock}.
 *
 * <p>Start with {@link SyncPageBuilder}.
 */
package io.inventorybridge.reporting.page.sync;
