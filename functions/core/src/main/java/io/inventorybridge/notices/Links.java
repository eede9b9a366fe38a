// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.files.StorageFailure;
import java.net.URI;
import java.time.Instant;

/** Makes links to files of the bucket that whoever holds them can open. Thread-safe. */
public interface Links {
  /**
   * A link to a file, there already or not.
   *
   * @throws StorageFailure when none can be made
   */
  Link to(String key);

  /**
   * A link that expires.
   *
   * @param until when it ends at the latest
   */
  record Link(URI address, Instant until) {}
}
