// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.support.files.StorageFailure;
import java.net.URI;
import java.time.Instant;

/**
 * Creates signed links to files of the bucket; each holder of a link can open its file.
 * Thread-safe.
 */
public interface LinkSigner {
  /**
   * Creates a link to a file, which need not exist yet.
   *
   * @throws StorageFailure when no link can be created
   */
  Link to(String key);

  /**
   * A link that expires.
   *
   * @param until the latest time at which it expires
   */
  record Link(URI address, Instant until) {}
}
