// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bucket: where deliveries are dropped and every file of ours is kept. Keys are paths without a
 * leading slash. Reading after writing is consistent. Safe for use by many threads.
 *
 * <p>A failure of the store that is none of the outcomes below is an {@link StorageFailure}.
 */
public interface Files {
  /** The file's present state, without its content. */
  Optional<StoredFile> find(String key);

  /**
   * Opens exactly the given state of a file; the caller closes the stream.
   *
   * @throws FileChanged when the key holds another content by now, or none
   */
  InputStream open(StoredFile file);

  /**
   * Stores a file, whatever was there. The time in the answer may differ by seconds from the one
   * that {@link #find} gives; that one counts.
   */
  StoredFile put(String key, Content content, Map<String, String> metadata);

  /** Stores a file only where there is none: of two writers exactly one succeeds. */
  Creation create(String key, Content content, Map<String, String> metadata);

  /** Stores a file in place of exactly the given state: of two writers exactly one succeeds. */
  Replacement replace(StoredFile seen, Content content, Map<String, String> metadata);

  /**
   * Copies within the store, with new metadata in place of the old.
   *
   * @throws FileChanged when the source holds another content by now, or none
   */
  void copy(StoredFile source, String key, Map<String, String> metadata);

  /** Removes a file; no matter whether it was there. */
  void delete(String key);

  /** All files whose key begins with the prefix, in key order, without metadata. */
  List<StoredFile> list(String prefix);

  /** The whole content of a small file, empty when there is no file. */
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

  /** What to store. */
  sealed interface Content {
    static Content of(byte[] bytes) {
      return new Bytes(bytes);
    }

    static Content of(Path file) {
      return new OnDisk(file);
    }
  }

  /** Content in memory; the array is handed over and not changed afterwards. */
  @SuppressWarnings("ArrayRecordComponent") // identity is never asked of a content
  record Bytes(byte[] bytes) implements Content {}

  /** Content in a local file. */
  record OnDisk(Path file) implements Content {}

  /** How a conditional creation ended. */
  sealed interface Creation {}

  record Created(StoredFile file) implements Creation {}

  /** Somebody else's file is there; it was left as it is. */
  record AlreadyThere(StoredFile file) implements Creation {}

  /** How a conditional replacement ended. */
  sealed interface Replacement {}

  record Replaced(StoredFile file) implements Replacement {}

  /** The key holds another content by now, or none; it was left as it is. */
  record Changed() implements Replacement {}
}
