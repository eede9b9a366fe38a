// SPDX-License-Identifier: Apache-2.0
/**
 * The records of a delivery: id, manifest, parts, report, hold reasons, and its documents in the
 * bucket.
 *
 * <p>May use: {@code masterdata.catalog}, {@code masterdata.facilities}, {@code settings}, {@code
 * stock}, {@code support.files}.
 *
 * <p>Start with {@link DeliveryRecord}.
 */
package io.inventorybridge.delivery;
