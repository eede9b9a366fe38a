// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of the README and of the documents that hold its examples. */
public final class DocumentExamples {
  private static final List<Path> FILES =
      List.of(
          Path.of("../../README.md"),
          Path.of("../../infra/docs/command-line.md"),
          Path.of("../../infra/docs/api.md"),
          Path.of("../../infra/docs/formats.md"));
  private static final Pattern FENCED =
      Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL | Pattern.MULTILINE);

  private DocumentExamples() {}

  /**
   * A block.
   *
   * @param language as the fence names it, may be empty
   */
  public record Block(String language, String text) {}

  /** All blocks, in order. */
  public static List<Block> blocks() {
    return blocks(text());
  }

  /** The blocks below a heading and above the next one of any level. */
  public static List<Block> blocksUnder(String heading) {
    String text = text();
    int from = text.indexOf(heading + "\n");
    if (from < 0) {
      throw new AssertionError("the documents have no heading " + heading);
    }
    int to = text.indexOf("\n#", from + heading.length());
    return blocks(to < 0 ? text.substring(from) : text.substring(from, to));
  }

  /** The first block that begins with this text. */
  public static String block(String beginning) {
    return blocks().stream()
        .map(Block::text)
        .filter(text -> text.startsWith(beginning))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("the documents have no block that begins with " + beginning));
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher fenced = FENCED.matcher(text);
    while (fenced.find()) {
      blocks.add(new Block(fenced.group(1), fenced.group(2)));
    }
    return blocks;
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (Path file : FILES) {
      try {
        text.append(Files.readString(file)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }
}
