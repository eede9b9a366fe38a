// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import java.util.Set;

/**
 * Text that came from outside, such as a product's title or a file's name, as a page may show it:
 * never empty, never long, and without characters that change how the text around them reads. What
 * such a character is stands in its place. Markup is left as it is: escaping is the template's.
 */
public record OutsideText(String text) {
  private static final int LONGEST = 120;

  /** Joiners are parts of words and of signs in several scripts, and change nothing else. */
  private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

  /** The text as it was written; {@code otherwise} where nothing can be seen of it. */
  public static OutsideText of(String written, String otherwise) {
    String cut = cut(written.strip());
    if (cut.isEmpty()) {
      return new OutsideText(otherwise);
    }
    StringBuilder shown = new StringBuilder();
    cut.codePoints()
        .forEach(
            point -> {
              if (changesOthers(point)) {
                shown.append("⟨U+%04X⟩".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return new OutsideText(shown.toString());
  }

  public static OutsideText of(String written) {
    return of(written, "(no text)");
  }

  private static String cut(String written) {
    long length = written.codePointCount(0, written.length());
    return length <= LONGEST
        ? written
        : written.substring(0, written.offsetByCodePoints(0, LONGEST))
            + "… (%s characters)".formatted(Numerals.count(length));
  }

  // Control characters, marks and overrides of the writing direction, halves of characters.
  private static boolean changesOthers(int point) {
    if (JOINERS.contains(point)) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
