// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.CatalogContract;

class DynamoCatalogTest extends CatalogContract {
  @Override
  protected Catalog empty() {
    return new DynamoCatalog(
        LocalTables.client(), LocalTables.table(entry("upca", S), entry("productId", S)));
  }
}
