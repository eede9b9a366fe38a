// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.time.Instant;
import java.util.Map;

/**
 * One state of a stored file.
 *
 * @param etag identifies this state: another content under the same key has another etag
 * @param lastModified when it was stored: the upload time of a delivery
 * @param metadata user metadata, names in lower case
 */
public record StoredFile(
    String key, String etag, long size, Instant lastModified, Map<String, String> metadata) {
  public StoredFile {
    metadata = Map.copyOf(metadata);
  }
}
