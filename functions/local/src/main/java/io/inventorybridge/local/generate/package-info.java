// SPDX-License-Identifier: Apache-2.0
/**
 * Sample deliveries of any size, the same for the same seed.
 *
 * <p>May use: {@code json}.
 *
 * <p>Start with {@link DeliveryGenerator}.
 */
package io.inventorybridge.local.generate;
