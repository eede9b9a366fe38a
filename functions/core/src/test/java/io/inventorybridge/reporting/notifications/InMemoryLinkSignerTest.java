// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

class InMemoryLinkSignerTest extends LinkSignerContract {
  private final FileStore files = new InMemoryFileStore(Clock.systemUTC());
  private final InMemoryLinkSigner links = new InMemoryLinkSigner(files, VALID, Clock.systemUTC());

  @Override
  protected LinkSigner links() {
    return links;
  }

  @Override
  protected FileStore files() {
    return files;
  }

  @Override
  protected byte[] open(URI link) throws IOException {
    return links.open(link);
  }
}
