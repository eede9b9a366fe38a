// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

class InMemoryProductCatalogTest extends ProductCatalogContract {
  @Override
  protected ProductCatalog empty() {
    return new InMemoryProductCatalog();
  }
}
