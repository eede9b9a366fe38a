// SPDX-License-Identifier: Apache-2.0
/**
 * The inventory rules: safety stock, threshold, brokering and channel, and which rule applies.
 *
 * <p>May use: {@code masterdata.catalog}, {@code masterdata.editions}, {@code
 * masterdata.facilities}, {@code masterdata.imports}, {@code stock}, {@code support.concurrent},
 * {@code support.files}, {@code support.text}.
 *
 * <p>Start with {@link RuleBook}.
 */
package io.inventorybridge.rules;
