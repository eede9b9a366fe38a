// SPDX-License-Identifier: Apache-2.0
/**
 * The completion of baselines for products that come online and stores that become known.
 *
 * <p>May use: {@code delivery}, {@code delivery.filter}, {@code delivery.format}, {@code
 * delivery.intake}, {@code masterdata.catalog}, {@code masterdata.facilities}, {@code
 * masterdata.imports}, {@code orders}, {@code settings}, {@code stock}, {@code support.files}.
 *
 * <p>Start with {@link PlanningBackfill}.
 */
package io.inventorybridge.backfill;
