// SPDX-License-Identifier: Apache-2.0
/**
 * The rules that keep, filter or reject a row, in their order.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code masterdata.catalog}, {@code
 * masterdata.facilities}, {@code stock}.
 *
 * <p>Start with {@link RowRules}.
 */
package io.inventorybridge.delivery.validation;
