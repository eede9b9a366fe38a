// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import io.inventorybridge.shopsync.mirror.OrderMirrorStore;
import io.inventorybridge.shopsync.mirror.OrderMirrorStoreContract;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.time.Clock;

class JsonOrderMirrorStoreTest extends OrderMirrorStoreContract {
  @Override
  protected OrderMirrorStore empty() {
    return new JsonOrderMirrorStore(new InMemoryFileStore(Clock.systemUTC()));
  }
}
