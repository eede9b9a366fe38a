// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics in the function's log, in the format that CloudWatch reads.
 *
 * <p>May use: {@code reporting.notifications}.
 *
 * <p>Start with {@link EmbeddedMetrics}.
 */
package io.inventorybridge.metrics;
