// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.page.Numerals;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * What is sent of a delivery: two sentences, the counts, and a link to its page. It names the
 * source, stores and counts, and nothing that came with the file or an order; it is plain text, in
 * which a mail client finds nothing to execute.
 *
 * @param subject printable ASCII, shorter than the 100 characters that a topic takes
 */
public record DeliveryMessage(String subject, String body) {
  private static final int LONGEST_SUBJECT = 99;

  /**
   * The message of a page.
   *
   * @param link to the page; whoever has it may read the page
   * @param valid how long the link lasts
   */
  public static DeliveryMessage of(DeliveryPage page, URI link, Duration valid) {
    String doing =
        page.headline().steps().isEmpty()
            ? "Nothing to do."
            : page.headline().steps().getFirst().words();
    String counts =
        page.rows().lines().stream()
            .filter(line -> line.kind() == RowsWay.Kind.READ || line.kind() == RowsWay.Kind.KEPT)
            .map(line -> Numerals.count(line.rows()) + " " + line.words())
            .collect(Collectors.joining(", "));
    return new DeliveryMessage(
        subject("%s: %s".formatted(page.headline().status(), page.night())),
        """
        %s
        %s

        %s.
        %s
        The link lasts %s.
        """
            .formatted(
                firstSentence(page.headline().sentence()),
                firstSentence(doing),
                counts,
                link,
                lasting(valid)));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String lasting(Duration valid) {
    return valid.toHours() >= 48
        ? Numerals.count(valid.toDays(), "day", "days")
        : Numerals.count(valid.toHours(), "hour", "hours");
  }

  private static String subject(String text) {
    String ascii = text.replaceAll("[^\\x20-\\x7E]", "?");
    return ascii.substring(0, Math.min(LONGEST_SUBJECT, ascii.length()));
  }
}
