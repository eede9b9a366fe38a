// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

class PlainRowsTest extends RowScannerContract {
  @Override
  protected RowScanner scanner() {
    return new PlainRows();
  }
}
