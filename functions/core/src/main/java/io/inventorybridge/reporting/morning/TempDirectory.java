// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.support.files.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory on local disk for one report; closing it removes it with all it holds. */
record TempDirectory(Path path) implements AutoCloseable {
  static TempDirectory in(Path disk) {
    try {
      return new TempDirectory(Files.createTempDirectory(disk, "morning-"));
    } catch (IOException e) {
      throw new StorageFailure("making a directory in " + disk, e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> inside = Files.list(path)) {
      List<Path> files = inside.toList();
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(path);
  }
}
