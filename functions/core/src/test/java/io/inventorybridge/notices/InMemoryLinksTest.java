// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.files.Files;
import io.inventorybridge.files.InMemoryFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

class InMemoryLinksTest extends LinksContract {
  private final Files files = new InMemoryFiles(Clock.systemUTC());
  private final InMemoryLinks links = new InMemoryLinks(files, VALID, Clock.systemUTC());

  @Override
  protected Links links() {
    return links;
  }

  @Override
  protected Files files() {
    return files;
  }

  @Override
  protected byte[] open(URI link) throws IOException {
    return links.open(link);
  }
}
