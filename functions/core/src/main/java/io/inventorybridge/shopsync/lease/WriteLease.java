// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import java.time.Instant;

/**
 * The exclusive right to write to the shop, until a time.
 *
 * @param term grows by one with every grant, so that grants are distinguishable
 */
public record WriteLease(String holder, long term, Instant until) {}
