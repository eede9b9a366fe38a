// SPDX-License-Identifier: Apache-2.0
/**
 * An interpreter of Amazon States Language with JSONata.
 *
 * <p>May use: {@code json}.
 *
 * <p>Start with {@link StateMachineInterpreter}.
 */
package io.inventorybridge.local.statemachine;
