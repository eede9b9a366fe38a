// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bucket in memory. */
public final class InMemoryFileStore implements FileStore {
  private record Kept(StoredFile file, byte[] bytes) {}

  private final TreeMap<String, Kept> files = new TreeMap<>();
  private final Clock clock;
  private long writes;

  public InMemoryFileStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<StoredFile> find(String key) {
    return Optional.ofNullable(files.get(key)).map(Kept::file);
  }

  @Override
  public synchronized InputStream open(StoredFile file) {
    return new ByteArrayInputStream(current(file).bytes());
  }

  @Override
  public synchronized StoredFile put(String key, Content content, Map<String, String> metadata) {
    byte[] bytes = bytes(content);
    StoredFile file = new StoredFile(key, "e" + writes++, bytes.length, clock.instant(), metadata);
    files.put(key, new Kept(file, bytes));
    return file;
  }

  @Override
  public synchronized Creation create(String key, Content content, Map<String, String> metadata) {
    Kept there = files.get(key);
    return there == null
        ? new Created(put(key, content, metadata))
        : new AlreadyThere(there.file());
  }

  @Override
  public synchronized Replacement replace(
      StoredFile seen, Content content, Map<String, String> metadata) {
    Kept there = files.get(seen.key());
    return there == null || !there.file().etag().equals(seen.etag())
        ? new Changed()
        : new Replaced(put(seen.key(), content, metadata));
  }

  @Override
  public synchronized void copy(StoredFile source, String key, Map<String, String> metadata) {
    put(key, Content.of(current(source).bytes()), metadata);
  }

  @Override
  public synchronized void delete(String key) {
    files.remove(key);
  }

  @Override
  public synchronized List<StoredFile> list(String prefix) {
    return files.tailMap(prefix, true).values().stream()
        .map(Kept::file)
        .takeWhile(file -> file.key().startsWith(prefix))
        .map(f -> new StoredFile(f.key(), f.etag(), f.size(), f.lastModified(), Map.of()))
        .toList();
  }

  private Kept current(StoredFile file) {
    Kept there = files.get(file.key());
    if (there == null || !there.file().etag().equals(file.etag())) {
      throw new FileChanged(file);
    }
    return there;
  }

  private static byte[] bytes(Content content) {
    return switch (content) {
      case Bytes bytes -> bytes.bytes();
      case OnDisk disk -> {
        try {
          yield java.nio.file.Files.readAllBytes(disk.file());
        } catch (IOException e) {
          throw new StorageFailure("reading " + disk.file(), e);
        }
      }
    };
  }
}
