// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.bulk;

import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop.BulkId;
import java.time.Instant;

/**
 * A bulk query that was started and whose result is not used yet.
 *
 * @param startedAt just before the request that started it, so its result is not older
 */
public record RunningBulkQuery(BulkQuery<?> query, BulkId operation, Instant startedAt) {}
