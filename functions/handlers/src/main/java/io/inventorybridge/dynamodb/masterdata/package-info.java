// SPDX-License-Identifier: Apache-2.0
/**
 * Catalog and facilities on DynamoDB.
 *
 * <p>May use: {@code dynamodb}, {@code masterdata.catalog}, {@code masterdata.facilities}, {@code
 * stock}.
 *
 * <p>Start with {@link DynamoProductCatalog}.
 */
package io.inventorybridge.dynamodb.masterdata;
