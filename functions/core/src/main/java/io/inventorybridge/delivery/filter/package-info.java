// SPDX-License-Identifier: Apache-2.0
/**
 * The filter: reads a delta to its last byte, removes duplicates, and cuts the survivors into reset
 * parts.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code delivery.validation}, {@code
 * masterdata.catalog}, {@code masterdata.facilities}, {@code settings}, {@code stock}, {@code
 * support.files}, {@code support.text}.
 *
 * <p>Start with {@link DeltaFilter}.
 */
package io.inventorybridge.delivery.filter;
