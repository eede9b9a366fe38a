// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

class ReferenceRowScannerTest extends RowScannerContract {
  @Override
  protected RowScanner scanner() {
    return new ReferenceRowScanner();
  }
}
