// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.key;

import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
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
    UntrustedText product,
    String upca,
    String store,
    Optional<UntrustedText> storeName,
    long onHand,
    long reserved,
    long availableToPromise,
    List<UntrustedText> statements,
    StepChart chart,
    List<EntryLine> entries,
    Remainder earlier,
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
      EntryKind kind,
      String words,
      UntrustedText reference,
      Optional<String> line,
      List<UntrustedText> orders,
      long difference,
      long after) {}

  /** The symbol of an entry. */
  public enum EntryKind {
    RESET("delivery"),
    VARIANCE("variance"),
    LATE_FACT("late fact"),
    UNDO("undo"),
    POS("till"),
    ORDER("order");

    private final String word;

    EntryKind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
