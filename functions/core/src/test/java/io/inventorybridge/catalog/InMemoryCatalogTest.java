// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

class InMemoryCatalogTest extends CatalogContract {
  @Override
  protected Catalog empty() {
    return new InMemoryCatalog();
  }
}
