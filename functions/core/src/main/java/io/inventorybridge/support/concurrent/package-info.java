// SPDX-License-Identifier: Apache-2.0
/**
 * Bounded parallel work and the waits between attempts.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link BoundedParallelism}.
 */
package io.inventorybridge.support.concurrent;
