// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowScannerContract;

/** Every record crosses the edge of a read. */
class TinyByteRowScannerTest extends RowScannerContract {
  @Override
  protected RowScanner scanner() {
    return new ByteRowScanner(1, 1);
  }
}
