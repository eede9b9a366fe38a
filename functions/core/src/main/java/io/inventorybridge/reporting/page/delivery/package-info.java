// SPDX-License-Identifier: Apache-2.0
/**
 * The page of a delivery, and the message that is sent about it.
 *
 * <p>May use: {@code delivery}, {@code masterdata.facilities}, {@code reporting.morning}, {@code
 * reporting.page}, {@code settings}, {@code stock}.
 *
 * <p>Start with {@link DeliveryPageBuilder}.
 */
package io.inventorybridge.reporting.page.delivery;
