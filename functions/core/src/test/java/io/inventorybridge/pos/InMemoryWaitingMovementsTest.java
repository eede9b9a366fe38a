// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

class InMemoryWaitingMovementsTest extends WaitingMovementsContract {
  @Override
  protected WaitingMovements empty() {
    return new InMemoryWaitingMovements();
  }
}
