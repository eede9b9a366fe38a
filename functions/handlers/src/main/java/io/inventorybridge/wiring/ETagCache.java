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
  private final Reading<T> reading;
  private @Nullable Kept<T> kept;

  ETagCache(String key, Reading<T> reading) {
    this.key = key;
    this.reading = reading;
  }

  /** The current content; empty when the file does not exist. */
  synchronized Optional<T> in(FileStore files) {
    // A file may be replaced between finding and opening it; then the newer one is read.
    for (int attempt = 1; ; attempt++) {
      Optional<StoredFile> found = files.find(key);
      if (found.isEmpty()) {
        kept = null;
        return Optional.empty();
      }
      Kept<T> there = kept;
      if (there != null && there.etag().equals(found.get().etag())) {
        return Optional.of(there.value());
      }
      try (InputStream in = files.open(found.get())) {
        T value = reading.read(in);
        kept = new Kept<>(found.get().etag(), value);
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

  interface Reading<T> {
    T read(InputStream in) throws IOException;
  }

  private record Kept<T>(String etag, T value) {}
}
