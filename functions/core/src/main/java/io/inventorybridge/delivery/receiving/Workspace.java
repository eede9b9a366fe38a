// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.files.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory on local disk for one run; closing it removes it with all it holds. */
public record Workspace(Path path) implements AutoCloseable {
  public static Workspace in(Path disk) {
    try {
      return new Workspace(Files.createTempDirectory(disk, "delta-"));
    } catch (IOException e) {
      throw new StorageFailure("making a work directory in " + disk, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> inside = Files.list(path)) {
      List<Path> files = inside.toList();
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new StorageFailure("removing the work directory " + path, e);
    }
  }
}
