// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.support.files.FileChanged;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed file of the bucket, kept between the invocations of a warm function and read again only
 * after it changed. Thread-safe.
 */
final class ETagCache<T> {
  private final String key;
  private final ContentReader<T> reading;
  private @Nullable CachedContent<T> kept;

  ETagCache(String key, ContentReader<T> reading) {
    this.key = key;
    this.reading = reading;
  }

  /** The current content; empty when the file does not exist. */
  synchronized Optional<T> get(FileStore files) {
    // A file may be replaced between finding and opening it; then the newer one is read.
    for (int attempt = 1; ; attempt++) {
      Optional<StoredFile> found = files.find(key);
      if (found.isEmpty()) {
        kept = null;
        return Optional.empty();
      }
      CachedContent<T> there = kept;
      if (there != null && there.etag().equals(found.get().etag())) {
        return Optional.of(there.value());
      }
      try (InputStream in = files.open(found.get())) {
        T value = reading.read(in);
        kept = new CachedContent<>(found.get().etag(), value);
        return Optional.of(value);
      } catch (FileChanged e) {
        if (attempt == 3) {
          throw e;
        }
      } catch (IOException e) {
        throw new StorageFailure("reading " + key, e);
      }
    }
  }

  interface ContentReader<T> {
    T read(InputStream in) throws IOException;
  }

  private record CachedContent<T>(String etag, T value) {}
}
