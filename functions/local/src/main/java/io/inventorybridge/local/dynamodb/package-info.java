// SPDX-License-Identifier: Apache-2.0
/**
 * DynamoDB Local in the process, filled from a journal and kept in it.
 *
 * <p>May use: {@code json}, {@code local.journal}, {@code local.loopback}.
 *
 * <p>Start with {@link EmbeddedDynamoDb}.
 */
package io.inventorybridge.local.dynamodb;
