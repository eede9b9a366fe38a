// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.key;

import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
import java.util.List;
import java.util.Optional;

/**
 * The page of a number of the ledger with every entry behind it.
 *
 * @param title of the document
 * @param product its title
 * @param statements the calculation of the number, in sentences
 * @param entries the newest first
 * @param earlier the entries left out of the list and the chart
 * @param command that shows the same at a terminal
 * @param index the page of all deliveries, relative to this one; empty where it is stored elsewhere
 */
public record KeyPage(
    String title,
    OutsideText product,
    String upca,
    String store,
    Optional<OutsideText> storeName,
    long onHand,
    long reserved,
    long availableToPromise,
    List<OutsideText> statements,
    StepChart chart,
    List<EntryLine> entries,
    Rest earlier,
    Optional<String> command,
    Optional<String> index) {
  public KeyPage {
    statements = List.copyOf(statements);
    entries = List.copyOf(entries);
  }

  /** An entry with its effect and its cause. */
  public record EntryLine(
      long sequence,
      String at,
      Kind kind,
      String words,
      OutsideText reference,
      Optional<String> line,
      long difference,
      long after) {}

  /** The symbol of an entry. */
  public enum Kind {
    RESET("delivery"),
    VARIANCE("variance"),
    LATE_FACT("late fact"),
    POS("till"),
    ORDER("order");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
