// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import java.util.List;
import java.util.Optional;

/**
 * What a page says first: what came of it, and what to do next.
 *
 * @param status in a word
 * @param sentence our own words; what is from outside went through {@link OutsideText}
 * @param because the reason as the report has it
 */
public record Headline(
    Tone tone, String status, String sentence, Optional<OutsideText> because, List<Step> steps) {
  public Headline {
    steps = List.copyOf(steps);
  }

  /**
   * Something to do.
   *
   * @param command to be typed as it stands, or with its words in capitals replaced; empty where
   *     there is nothing to type
   * @param link another page that helps, relative to this one
   */
  public record Step(String words, Optional<String> command, Optional<String> link) {
    public static Step of(String words) {
      return new Step(words, Optional.empty(), Optional.empty());
    }

    public static Step of(String words, String command) {
      return new Step(words, Optional.of(command), Optional.empty());
    }
  }
}
