// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.support.files.FileStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Remembers the links it made, and opens only these. Thread-safe. */
public final class InMemoryLinkSigner implements LinkSigner {
  private final FileStore files;
  private final Duration valid;
  private final InstantSource clock;
  private final Map<URI, String> keys = new HashMap<>();

  public InMemoryLinkSigner(FileStore files, Duration valid, InstantSource clock) {
    this.files = files;
    this.valid = valid;
    this.clock = clock;
  }

  @Override
  public synchronized Link to(String key) {
    URI address =
        URI.create("https://bucket.example/" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    keys.put(address, key);
    return new Link(address, clock.instant().plus(valid));
  }

  /** The bytes that a browser receives. */
  public synchronized byte[] open(URI address) throws IOException {
    String key = keys.get(address);
    if (key == null) {
      throw new FileNotFoundException(address.toString());
    }
    return files.read(key).orElseThrow(() -> new FileNotFoundException(key));
  }
}
