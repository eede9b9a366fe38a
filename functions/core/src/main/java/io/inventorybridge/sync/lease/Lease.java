// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.lease;

import java.time.Instant;

/**
 * The right to write to the shop, until a moment.
 *
 * @param term grows by one with every grant, so that no two grants are alike
 */
public record Lease(String holder, long term, Instant until) {}
