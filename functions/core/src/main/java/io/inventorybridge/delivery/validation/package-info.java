// SPDX-License-Identifier: Apache-2.0
/**
 * The rules that keep, filter or reject a row, in their order.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code masterdata.catalog}, {@code
 * masterdata.facilities}, {@code settings}, {@code stock}, {@code support.text}.
 *
 * <p>Start with {@link RowRules}.
 */
package io.inventorybridge.delivery.validation;
