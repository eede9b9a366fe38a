// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** The zip of all functions, built by `mvn package`; its tests are skipped before that. */
final class ShippedZip {
  private static final Path FILE =
      Path.of("..", "handlers", "target", "functions.zip").toAbsolutePath().normalize();

  private ShippedZip() {}

  static Path file() {
    Assumptions.assumeTrue(
        Files.isRegularFile(FILE), "functions/handlers/target/functions.zip is not built yet");
    return FILE;
  }

  static List<ZipEntry> entries() {
    try (ZipFile zip = new ZipFile(file().toFile())) {
      List<ZipEntry> entries = new ArrayList<>();
      zip.stream().forEach(entries::add);
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks the zip as Lambda does. */
  static void unpack(Path directory) throws IOException {
    try (ZipFile zip = new ZipFile(file().toFile())) {
      for (ZipEntry entry : entries()) {
        Path target = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    }
  }
}
