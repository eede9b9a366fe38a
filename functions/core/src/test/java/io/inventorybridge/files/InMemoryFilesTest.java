// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.files;

import java.time.Clock;

class InMemoryFilesTest extends FilesContract {
  @Override
  protected Files empty() {
    return new InMemoryFiles(Clock.systemUTC());
  }
}
