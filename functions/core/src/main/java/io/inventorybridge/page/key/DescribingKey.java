// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.key;

import io.inventorybridge.ledger.Cause;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.page.Console;
import io.inventorybridge.page.Numerals;
import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
import io.inventorybridge.page.key.KeyPage.EntryLine;
import io.inventorybridge.page.key.KeyPage.Kind;
import io.inventorybridge.stock.Baseline;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the page of a key of the ledger.
 *
 * @param index the page of all deliveries, relative to the key's page; empty where it is stored
 *     elsewhere
 */
public record DescribingKey(Console console, ZoneId zone, Optional<String> index) {
  /** A page with more entries would be unreadable and grow without bound. */
  public static final int MOST_ENTRIES = 250;

  private static final int MOST_DRAWN = 120;

  /** The readable names of a key, where it has them. */
  public record Named(String upca, Optional<String> title, Optional<String> store) {}

  /**
   * Builds the page.
   *
   * @param all entries, the oldest first
   */
  public KeyPage page(StockRecord record, List<Entry> all, Named named) {
    List<Entry> entries = last(all, MOST_ENTRIES);
    List<Entry> drawn = last(all, MOST_DRAWN);
    String store = OutsideText.of(record.key().facility().value()).text();
    return new KeyPage(
        "%s in %s".formatted(named.upca(), store),
        OutsideText.of(named.title().orElse(""), "(no title)"),
        named.upca(),
        store,
        named.store().map(OutsideText::of),
        record.onHand().units(),
        record.reserved().units(),
        record.availableToPromise().units(),
        statements(record),
        StepChart.of(
            drawn.isEmpty() ? 0 : drawn.getFirst().onHandBefore().units(),
            drawn.stream().map(this::step).toList()),
        entries.reversed().stream().map(this::line).toList(),
        Rest.of(all.size(), entries.size()),
        console.explain(record.key(), named.upca()),
        index);
  }

  private static List<Entry> last(List<Entry> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private List<OutsideText> statements(StockRecord record) {
    List<String> said = new ArrayList<>();
    Baseline settled = record.settled().baseline();
    said.add(
        settled.isNone()
            ? "No delivery has stated this product in this store yet: the number is the sum of"
                + " sales, shipments and returns since."
            : "The newest settled delivery states %s, as of %s."
                .formatted(
                    Numerals.count(settled.quantity().units()),
                    Numerals.moment(settled.snapshot(), zone)));
    record
        .pending()
        .ifPresent(
            pending ->
                said.add(
                    "A delivery of %s waits for its variance; until then %s is the number to"
                            .formatted(
                                Numerals.count(pending.baseline().quantity().units()),
                                Numerals.count(record.settledOnHand().units()))
                        + " publish."));
    if (!record.reserved().isZero()) {
      said.add(
          "%s reserved by open orders."
              .formatted(Numerals.count(record.reserved().units(), "unit is", "units are")));
    }
    return said.stream().map(OutsideText::new).toList();
  }

  private StepChart.Step step(Entry entry) {
    EntryLine line = line(entry);
    return new StepChart.Step(
        line.kind(),
        Numerals.day(entry.at(), zone),
        line.after(),
        "%s: %s %s, then %s"
            .formatted(
                line.at(),
                line.words(),
                Numerals.signed(line.difference()),
                Numerals.count(line.after())));
  }

  private EntryLine line(Entry entry) {
    Cause cause = entry.cause();
    return new EntryLine(
        entry.sequence(),
        Numerals.second(entry.at(), zone),
        Kind.valueOf(cause.type().name()),
        words(cause.type()),
        OutsideText.of(cause.reference()),
        cause.line() == 0 ? Optional.empty() : Optional.of("line " + Numerals.count(cause.line())),
        entry.difference().units(),
        entry.onHandBefore().plus(entry.difference()).units());
  }

  private static String words(Cause.Type type) {
    return switch (type) {
      case RESET -> "a delivery stated the number";
      case VARIANCE -> "shipped units that Retail Pro did not know";
      case LATE_FACT -> "facts that became known during the import";
      case POS -> "a till reported";
      case ORDER -> "an order took or returned units";
    };
  }
}
