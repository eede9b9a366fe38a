// SPDX-License-Identifier: Apache-2.0
/**
 * Waiting movements and the stores' activity on DynamoDB.
 *
 * <p>May use: {@code dynamodb}, {@code dynamodb.ledger}, {@code masterdata.catalog}, {@code pos},
 * {@code stock}.
 *
 * <p>Start with {@link DynamoWaitingMovements}.
 */
package io.inventorybridge.dynamodb.pos;
