// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import java.util.List;
import java.util.Optional;

/**
 * The headline of a page: the result, and the next steps.
 *
 * @param status in one word
 * @param sentence our own words; text from outside was passed through {@link UntrustedText}
 * @param because the reason as stated in the report
 */
public record PageHeadline(
    PageSeverity tone,
    String status,
    String sentence,
    Optional<UntrustedText> because,
    List<Step> steps) {
  public PageHeadline {
    steps = List.copyOf(steps);
  }

  /**
   * A step for the operator.
   *
   * @param command to enter as it is, or after replacing the words in capitals; empty without a
   *     command
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
