// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Markdown file in sections; a run replaces the sections that it measured. */
final class BenchReport {
  private static final String HEADING = "\n## ";

  private final Path file;
  private final Map<String, String> sections = new LinkedHashMap<>();
  private String start = "";

  BenchReport(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      String[] parts = Files.readString(file, StandardCharsets.UTF_8).split(HEADING, -1);
      for (int i = 1; i < parts.length; i++) {
        int end = parts[i].indexOf('\n');
        sections.put(parts[i].substring(0, end), parts[i].substring(end + 1).strip());
      }
    }
  }

  void start(String text) {
    start = text;
  }

  /** Replaces a section, or appends a new one, and writes the file. */
  void section(String heading, String text) throws IOException {
    sections.put(heading, text.strip());
    StringBuilder all = new StringBuilder(start.strip()).append('\n');
    sections.forEach(
        (name, body) -> all.append(HEADING).append(name).append("\n\n").append(body).append('\n'));
    Files.writeString(file, all, StandardCharsets.UTF_8);
    System.out.println(HEADING + heading + "\n\n" + text.strip());
  }
}
