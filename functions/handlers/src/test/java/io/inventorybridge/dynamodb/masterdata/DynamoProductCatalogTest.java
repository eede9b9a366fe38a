// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.masterdata;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.catalog.ProductCatalogContract;
import org.junit.jupiter.api.Tag;

@Tag("system")
class DynamoProductCatalogTest extends ProductCatalogContract {
  @Override
  protected ProductCatalog empty() {
    return new DynamoProductCatalog(
        LocalTables.client(), LocalTables.table(entry("upca", S), entry("productId", S)));
  }
}
