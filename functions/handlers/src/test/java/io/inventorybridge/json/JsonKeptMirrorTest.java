// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import io.inventorybridge.files.InMemoryFiles;
import io.inventorybridge.sync.mirror.KeptMirror;
import io.inventorybridge.sync.mirror.KeptMirrorContract;
import java.time.Clock;

class JsonKeptMirrorTest extends KeptMirrorContract {
  @Override
  protected KeptMirror empty() {
    return new JsonKeptMirror(new InMemoryFiles(Clock.systemUTC()));
  }
}
