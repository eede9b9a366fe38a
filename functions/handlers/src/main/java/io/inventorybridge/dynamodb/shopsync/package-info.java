// SPDX-License-Identifier: Apache-2.0
/**
 * Outbox, lease and published pairs on DynamoDB.
 *
 * <p>May use: {@code availability}, {@code dynamodb}, {@code json.shopsync}, {@code
 * shopsync.lease}, {@code shopsync.outbox}, {@code shopsync.published}, {@code shopsync.shop},
 * {@code stock}, {@code support.concurrent}.
 *
 * <p>Start with {@link DynamoCallOutbox}.
 */
package io.inventorybridge.dynamodb.shopsync;
