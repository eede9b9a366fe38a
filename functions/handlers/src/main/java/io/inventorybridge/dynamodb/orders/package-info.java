// SPDX-License-Identifier: Apache-2.0
/**
 * Orders and their index by facility on DynamoDB.
 *
 * <p>May use: {@code dynamodb}, {@code json.orders}, {@code orders}, {@code stock}, {@code
 * support.records}.
 *
 * <p>Start with {@link DynamoOrderRepository}.
 */
package io.inventorybridge.dynamodb.orders;
