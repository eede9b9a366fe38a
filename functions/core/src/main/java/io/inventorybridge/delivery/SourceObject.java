// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;

/**
 * One version of a dropped object. A repeated event for the same version is not a second upload.
 *
 * @param at when it was stored
 */
public record SourceObject(String key, String etag, Instant at) {
  public static SourceObject of(StoredFile file) {
    return new SourceObject(file.key(), file.etag(), file.lastModified());
  }

  /** The last segment of the key: the file name. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
