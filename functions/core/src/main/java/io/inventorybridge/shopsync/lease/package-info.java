// SPDX-License-Identifier: Apache-2.0
/**
 * The lease that lets one run at a time write to the shop.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link LeaseProtocol}.
 */
package io.inventorybridge.shopsync.lease;
