// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import java.util.Set;

/**
 * A text from outside, such as a product's title or a file's name, in a form that pages can show.
 * It is never empty, never long, and without characters that change how the text around them reads;
 * a visible code replaces such a character. Markup is unchanged: the template escapes it.
 */
public record UntrustedText(String text) {
  private static final int LONGEST = 100;
  private static final int LONGEST_NOTE = 160;
  private static final int LONGEST_SENTENCE = 500;

  private static final String NOTHING = "(no text)";

  /** Joiners are parts of words and of emoji in several scripts, and change nothing else. */
  private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

  /** The text as written; {@code otherwise} if it has no visible characters. */
  public static UntrustedText of(String written, String otherwise) {
    return of(written, otherwise, LONGEST);
  }

  /** A sentence of ours that quotes text from outside, such as a report's reason. */
  public static UntrustedText sentence(String written) {
    return of(written, NOTHING, LONGEST_SENTENCE);
  }

  /** The beginning of such a sentence, for a list. */
  public static UntrustedText note(String written) {
    return of(written, NOTHING, LONGEST_NOTE);
  }

  private static UntrustedText of(String written, String otherwise, int longest) {
    int[] points = written.strip().codePoints().toArray();
    if (points.length == 0) {
      return new UntrustedText(otherwise);
    }
    StringBuilder shown = new StringBuilder();
    int length = 0;
    for (int point : points) {
      if (length >= longest) {
        return new UntrustedText(
            shown
                + "… (%s)"
                    .formatted(PageNumberFormat.count(points.length, "character", "characters")));
      }
      String sign = changesOthers(point) ? "⟨U+%04X⟩".formatted(point) : Character.toString(point);
      shown.append(sign);
      length += sign.codePointCount(0, sign.length());
    }
    return new UntrustedText(shown.toString());
  }

  public static UntrustedText of(String written) {
    return of(written, NOTHING);
  }

  // Control characters, direction marks and overrides, and unpaired surrogates.
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
