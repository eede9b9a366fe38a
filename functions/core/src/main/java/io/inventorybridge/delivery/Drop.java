// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.files.StoredFile;
import java.time.Instant;

/**
 * One version of a dropped object. A repeated event for the same version is not a second upload.
 *
 * @param at when it was stored
 */
public record Drop(String key, String etag, Instant at) {
  public static Drop of(StoredFile file) {
    return new Drop(file.key(), file.etag(), file.lastModified());
  }

  /** The last segment of the key: the file name. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
