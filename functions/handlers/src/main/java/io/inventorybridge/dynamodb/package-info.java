// SPDX-License-Identifier: Apache-2.0
/**
 * The shared ground of all DynamoDB adapters: attributes, batches, retries, failures translated
 * once.
 *
 * <p>May use: {@code stock}, {@code support.capacity}, {@code support.concurrent}, {@code
 * support.files}, {@code support.records}.
 *
 * <p>Start with {@link FailureTranslation}.
 */
package io.inventorybridge.dynamodb;
