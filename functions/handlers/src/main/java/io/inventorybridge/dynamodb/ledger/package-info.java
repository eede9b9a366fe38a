// SPDX-License-Identifier: Apache-2.0
/**
 * The stock ledger, its counters and its change markers on DynamoDB, written in one transaction.
 *
 * <p>May use: {@code availability}, {@code availability.change}, {@code delivery}, {@code
 * delivery.settlement}, {@code dynamodb}, {@code ledger}, {@code ledger.counter}, {@code stock},
 * {@code support.concurrent}, {@code support.files}, {@code support.records}.
 *
 * <p>Start with {@link DynamoStockLedger}.
 */
package io.inventorybridge.dynamodb.ledger;
