// SPDX-License-Identifier: Apache-2.0
/**
 * The rule book as JSON.
 *
 * <p>May use: {@code json}, {@code rules}, {@code stock}.
 *
 * <p>Start with {@link RuleBookJson}.
 */
package io.inventorybridge.json.rules;
