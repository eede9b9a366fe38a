// SPDX-License-Identifier: Apache-2.0
/**
 * Bulk queries of the shop, kept by their ids, so that any later call goes on with them.
 *
 * <p>May use: {@code shopsync.shop}, {@code support.concurrent}.
 *
 * <p>Start with {@link BulkQueryRunner}.
 */
package io.inventorybridge.shopsync.bulk;
