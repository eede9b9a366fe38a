// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bucket that receives the drops and holds all our files. Keys are paths without a leading
 * slash. Reading after writing is consistent. Safe for use by many threads.
 *
 * <p>A failure of the store that is not one of the outcomes below is a {@link StorageFailure}.
 */
public interface FileStore {
  /** Reads the file's present state, without its content. */
  Optional<StoredFile> find(String key);

  /**
   * Opens exactly the given state of a file; the caller closes the stream.
   *
   * @throws FileChanged when the key no longer holds this content
   */
  InputStream open(StoredFile file);

  /**
   * Stores a file and replaces an existing one. The time in the answer may differ by seconds from
   * the one that {@link #find} gives; the latter counts.
   */
  StoredFile put(String key, Content content, Map<String, String> metadata);

  /** Stores a file only if none exists: of two writers exactly one succeeds. */
  Creation create(String key, Content content, Map<String, String> metadata);

  /** Stores a file in place of exactly the given state: of two writers exactly one succeeds. */
  Replacement replace(StoredFile seen, Content content, Map<String, String> metadata);

  /**
   * Copies within the store, with new metadata in place of the old.
   *
   * @throws FileChanged when the source no longer holds this content
   */
  void copy(StoredFile source, String key, Map<String, String> metadata);

  /** Removes a file; a missing file is not an error. */
  void delete(String key);

  /** All files whose key begins with the prefix, in key order, without metadata. */
  List<StoredFile> list(String prefix);

  /** Reads the whole content of a small file; empty when the file does not exist. */
  default Optional<byte[]> read(String key) {
    Optional<StoredFile> found = find(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = open(found.get())) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new StorageFailure("reading " + key, e);
    }
  }

  /** The content to store. */
  sealed interface Content {
    static Content of(byte[] bytes) {
      return new Bytes(bytes);
    }

    static Content of(Path file) {
      return new OnDisk(file);
    }
  }

  /** Content in memory; the array is handed over and not changed afterwards. */
  @SuppressWarnings("ArrayRecordComponent") // the identity of a content is never used
  record Bytes(byte[] bytes) implements Content {}

  /** Content in a local file. */
  record OnDisk(Path file) implements Content {}

  /** The result of a conditional creation. */
  sealed interface Creation {}

  record Created(StoredFile file) implements Creation {}

  /** A file of another writer exists; it was left unchanged. */
  record AlreadyThere(StoredFile file) implements Creation {}

  /** The result of a conditional replacement. */
  sealed interface Replacement {}

  record Replaced(StoredFile file) implements Replacement {}

  /** The key no longer holds the expected content; it was left unchanged. */
  record Changed() implements Replacement {}
}
