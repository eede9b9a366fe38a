// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowScannerContract;

class CommonsCsvRowScannerTest extends RowScannerContract {
  @Override
  protected RowScanner scanner() {
    return new CommonsCsvRowScanner();
  }
}
