// SPDX-License-Identifier: Apache-2.0
/**
 * Events of the bucket and of the buses, carried to their targets as the template declares.
 *
 * <p>May use: {@code json}, {@code local.dynamodb}, {@code local.functions}, {@code local.journal},
 * {@code local.s3}, {@code local.statemachine}, {@code local.template}.
 *
 * <p>Start with {@link EventDispatcher}.
 */
package io.inventorybridge.local.events;
