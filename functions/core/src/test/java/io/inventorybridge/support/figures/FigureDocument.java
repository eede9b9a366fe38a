// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A document with measured figures that a test run writes. Text written by hand is kept; a table
 * replaces the earlier one below its heading. Only with {@code -Dreport=FILE}, from the top of the
 * project.
 */
public record FigureDocument(Path file) {
  public static Optional<FigureDocument> ofThisRun() {
    return Optional.ofNullable(System.getProperty("report"))
        .map(name -> new FigureDocument(Path.of("..", "..").resolve(name)));
  }

  /**
   * @throws IllegalStateException when the document has no such heading
   */
  public void replace(String heading, String content) {
    try {
      String text = Files.readString(file);
      int from = text.indexOf(heading);
      if (from < 0) {
        throw new IllegalStateException(file + " has no " + heading);
      }
      from += heading.length();
      int next = text.indexOf("\n## ", from);
      String rest = next < 0 ? "" : text.substring(next);
      Files.write(
          file,
          (text.substring(0, from) + "\n\n" + content + rest).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
