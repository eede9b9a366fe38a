// SPDX-License-Identifier: Apache-2.0
/**
 * The SNS of the runner.
 *
 * <p>May use: {@code reporting.notifications}.
 *
 * <p>Start with {@link LocalTopics}.
 */
package io.inventorybridge.local.notices;
