// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A mistake that a developer could make in a file.
 *
 * @param name describes the mistake
 * @param file of ours, from the top of the project
 * @param changes each text occurs exactly once
 */
public record SourceMutation(String name, String file, List<Change> changes) {
  public record Change(String text, String replacement) {

    // Blanks and line breaks are left to the formatter, so that a longer name breaks no mutant.
    Pattern pattern() {
      return Pattern.compile(
          text.codePoints()
              .filter(c -> !Character.isWhitespace(c))
              .mapToObj(Character::toString)
              .map(Pattern::quote)
              .collect(Collectors.joining("\\s*")));
    }
  }

  public SourceMutation {
    changes = List.copyOf(changes);
  }

  /**
   * A mistake in one class.
   *
   * @param changes texts and replacements, alternating
   */
  public static SourceMutation of(String name, String file, String... changes) {
    return new SourceMutation(
        name,
        file,
        IntStream.range(0, changes.length / 2)
            .mapToObj(i -> new Change(changes[2 * i], changes[2 * i + 1]))
            .toList());
  }

  /** The name of the class that the file declares. */
  public String type() {
    return file.substring(file.indexOf("io/inventorybridge/"), file.length() - ".java".length())
        .replace('/', '.');
  }

  /**
   * The text of the file with the mistake in it.
   *
   * @throws IllegalStateException when a text does not occur exactly once
   */
  public String text() {
    String text = read(Path.of("..", "..").resolve(file));
    for (Change change : changes) {
      List<MatchResult> places = change.pattern().matcher(text).results().toList();
      if (places.size() != 1) {
        throw new IllegalStateException(
            "%s: '%s' does not occur exactly once in %s".formatted(name, change.text(), file));
      }
      MatchResult place = places.getFirst();
      text = text.substring(0, place.start()) + change.replacement() + text.substring(place.end());
    }
    return text;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
