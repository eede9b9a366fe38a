// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Patterns of file names, compared without regard to case: {@code *} matches any characters, {@code
 * ?} one character.
 */
public record NamePatterns(List<String> patterns) {
  /**
   * The names that senders give to markers of a finished upload and to uploads that are not
   * finished, and the files that operating systems add to a folder.
   */
  public static final NamePatterns MARKERS_AND_PARTIAL_UPLOADS =
      new NamePatterns(
          List.of(
              "*.done",
              "*.ok",
              "*.ctl",
              "*.ready",
              "*.trg",
              "_SUCCESS",
              "*.filepart",
              "*.part",
              "*.partial",
              "*.crdownload",
              "*.tmp",
              "*.temp",
              "*.swp",
              ".*",
              "~$*",
              "Thumbs.db",
              "desktop.ini"));

  public NamePatterns {
    patterns = List.copyOf(patterns);
  }

  /**
   * Tells whether one of the patterns matches a name.
   *
   * @param name the last part of a key
   */
  public boolean matches(String name) {
    return patterns.stream().anyMatch(pattern -> regex(pattern).matcher(name).matches());
  }

  private static Pattern regex(String pattern) {
    String regex =
        pattern
            .codePoints()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
