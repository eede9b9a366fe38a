// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.FileStore.Created;
import io.inventorybridge.support.files.FileStore.Replaced;
import java.util.Map;
import java.util.Optional;

/**
 * The replacement of a file by a writer that has seen its state: of several writers that saw the
 * same state exactly one succeeds.
 */
public final class FileReplacement {
  private FileReplacement() {}

  /**
   * Stores a file in place of the state that was seen.
   *
   * @param seen empty when there was no file under the key
   * @return false when another writer was first; then nothing was stored
   */
  public static boolean isWritten(
      FileStore files,
      String key,
      Optional<StoredFile> seen,
      Content content,
      Map<String, String> metadata) {
    return seen.isPresent()
        ? files.replace(seen.get(), content, metadata) instanceof Replaced
        : files.create(key, content, metadata) instanceof Created;
  }
}
