// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents that only tests send. */
final class TestDocuments {
  private static final Path FOLDER = Path.of("src/test/resources/shop");

  private TestDocuments() {}

  static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
