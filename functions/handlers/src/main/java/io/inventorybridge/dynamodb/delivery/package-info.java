// SPDX-License-Identifier: Apache-2.0
/**
 * The records of deliveries and parts on DynamoDB.
 *
 * <p>May use: {@code delivery}, {@code dynamodb}, {@code json.delivery}.
 *
 * <p>Start with {@link DynamoDeliveryRepository}.
 */
package io.inventorybridge.dynamodb.delivery;
