// SPDX-License-Identifier: Apache-2.0
/**
 * A function as Lambda runs it: time limit, context, variables.
 *
 * <p>May use: {@code json}, {@code local.template}, {@code wiring}.
 *
 * <p>Start with {@link LocalFunction}.
 */
package io.inventorybridge.local.functions;
