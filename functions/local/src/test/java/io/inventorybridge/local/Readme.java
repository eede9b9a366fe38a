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

/** The fenced blocks of the repository's README. */
public final class Readme {
  private static final Path FILE = Path.of("../../README.md");
  private static final Pattern FENCED =
      Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL | Pattern.MULTILINE);

  private Readme() {}

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
      throw new AssertionError("README has no heading " + heading);
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
        .orElseThrow(() -> new AssertionError("README has no block that begins with " + beginning));
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
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
