// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.time.Clock;

class InMemoryFileStoreTest extends FileStoreContract {
  @Override
  protected FileStore empty() {
    return new InMemoryFileStore(Clock.systemUTC());
  }
}
