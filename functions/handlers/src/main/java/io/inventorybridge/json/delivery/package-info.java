// SPDX-License-Identifier: Apache-2.0
/**
 * Manifests, reports and records of deliveries as JSON, and the operator's decision.
 *
 * <p>May use: {@code backfill}, {@code delivery}, {@code delivery.intake}, {@code delivery.undo},
 * {@code json}, {@code stock}, {@code support.text}.
 *
 * <p>Start with {@link DeliveryJson}.
 */
package io.inventorybridge.json.delivery;
