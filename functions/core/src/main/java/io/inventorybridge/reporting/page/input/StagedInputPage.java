// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.input;

import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Fact;
import java.util.List;
import java.util.Optional;

/**
 * The page of a staged edition.
 *
 * @param title of the document
 * @param facts about the edition
 * @param figures of what it would change
 * @param pairs the largest changes first
 * @param document the key of the document that the page shows
 */
public record StagedInputPage(
    String title,
    PageHeadline headline,
    List<Fact> facts,
    List<Fact> figures,
    List<PairLine> pairs,
    String document) {
  public StagedInputPage {
    facts = List.copyOf(facts);
    figures = List.copyOf(figures);
    pairs = List.copyOf(pairs);
  }

  /**
   * A pair that would change.
   *
   * @param then empty when it would no longer be published
   */
  public record PairLine(
      UntrustedText product,
      String upca,
      String item,
      String location,
      long now,
      Optional<Long> then) {}
}
