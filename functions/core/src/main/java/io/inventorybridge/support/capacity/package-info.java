// SPDX-License-Identifier: Apache-2.0
/**
 * The capacity of the tables that a process has consumed.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link CapacityMeter}.
 */
package io.inventorybridge.support.capacity;
