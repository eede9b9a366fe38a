// SPDX-License-Identifier: Apache-2.0
/**
 * Rules that all servers of the runner share, because they listen on loopback.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link LoopbackHost}.
 */
package io.inventorybridge.local.loopback;
