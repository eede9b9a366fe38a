// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.rows.RowScanner;
import io.inventorybridge.delivery.rows.RowScannerContract;

class CommonsCsvRowsTest extends RowScannerContract {
  @Override
  protected RowScanner scanner() {
    return new CommonsCsvRows();
  }
}
