// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.key;

import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import io.inventorybridge.reporting.page.key.KeyPage.EntryKind;
import io.inventorybridge.reporting.page.key.KeyPage.EntryLine;
import io.inventorybridge.stock.StockBaseline;
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
public record KeyPageBuilder(OperatorCommands console, ZoneId zone, Optional<String> index) {
  /** A page with more entries would be unreadable and grow without bound. */
  public static final int MOST_ENTRIES = 250;

  private static final int MOST_DRAWN = 120;
  private static final int MOST_ORDERS = 20;
  private static final DeductedOrders NO_ORDERS = new DeductedOrders(List.of());

  /** The readable names of a key, where it has them. */
  public record Named(String upca, Optional<String> title, Optional<String> store) {}

  /**
   * Builds the page.
   *
   * @param all entries, the oldest first
   * @param orders the orders of the key, which name those behind a variance
   */
  public KeyPage page(
      StockRecord record, List<LedgerEntry> all, DeductedOrders orders, Named named) {
    List<LedgerEntry> entries = last(all, MOST_ENTRIES);
    List<LedgerEntry> drawn = last(all, MOST_DRAWN);
    String store = UntrustedText.of(record.key().facility().value()).text();
    return new KeyPage(
        "%s in %s".formatted(named.upca(), store),
        UntrustedText.of(named.title().orElse(""), "(no title)"),
        named.upca(),
        store,
        named.store().map(UntrustedText::of),
        record.onHand().units(),
        record.reserved().units(),
        record.availableToPromise().units(),
        statements(record),
        StepChart.of(
            drawn.isEmpty() ? 0 : drawn.getFirst().onHandBefore().units(),
            drawn.stream().map(this::step).toList()),
        entries.reversed().stream().map(entry -> line(entry, orders)).toList(),
        Remainder.of(all.size(), entries.size()),
        console.explain(record.key(), named.upca()),
        index);
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private List<UntrustedText> statements(StockRecord record) {
    List<String> said = new ArrayList<>();
    StockBaseline settled = record.settled().baseline();
    said.add(
        settled.isNone()
            ? "No delivery has stated this product in this store yet: the number is the sum of"
                + " sales, shipments and returns since."
            : "The newest settled delivery states %s, as of %s."
                .formatted(
                    PageNumberFormat.count(settled.quantity().units()),
                    PageNumberFormat.moment(settled.snapshot(), zone)));
    record
        .pending()
        .ifPresent(
            pending ->
                said.add(
                    "A delivery of %s waits for its variance; until then %s is the number to"
                            .formatted(
                                PageNumberFormat.count(pending.baseline().quantity().units()),
                                PageNumberFormat.count(record.settledOnHand().units()))
                        + " publish."));
    if (!record.reserved().isZero()) {
      said.add(
          "%s reserved by open orders."
              .formatted(
                  PageNumberFormat.count(record.reserved().units(), "unit is", "units are")));
    }
    return said.stream().map(UntrustedText::new).toList();
  }

  private StepChart.Step step(LedgerEntry entry) {
    EntryLine line = line(entry, NO_ORDERS);
    return new StepChart.Step(
        line.kind(),
        PageNumberFormat.day(entry.at(), zone),
        line.after(),
        "%s: %s %s, then %s"
            .formatted(
                line.at(),
                line.words(),
                PageNumberFormat.signed(line.difference()),
                PageNumberFormat.count(line.after())));
  }

  private EntryLine line(LedgerEntry entry, DeductedOrders orders) {
    EntryCause cause = entry.cause();
    return new EntryLine(
        entry.sequence(),
        PageNumberFormat.second(entry.at(), zone),
        EntryKind.valueOf(cause.type().name()),
        words(cause.type()),
        UntrustedText.of(cause.reference()),
        cause.line() == 0
            ? Optional.empty()
            : Optional.of("line " + PageNumberFormat.count(cause.line())),
        named(orders.behind(entry)),
        entry.difference().units(),
        entry.onHandBefore().plus(entry.difference()).units());
  }

  private static List<UntrustedText> named(List<DeductedOrders.DeductedOrder> orders) {
    List<String> named = new ArrayList<>();
    for (DeductedOrders.DeductedOrder order : last(orders, MOST_ORDERS)) {
      named.add(
          "%s (%s)".formatted(order.orderId(), PageNumberFormat.count(order.units().units())));
    }
    if (orders.size() > MOST_ORDERS) {
      named.add("and %s more".formatted(PageNumberFormat.count(orders.size() - MOST_ORDERS)));
    }
    return named.stream().map(UntrustedText::of).toList();
  }

  private static String words(EntryCause.Type type) {
    return switch (type) {
      case RESET -> "a delivery stated the number";
      case VARIANCE -> "shipped units that Retail Pro did not know";
      case LATE_FACT -> "facts that became known during the import";
      case UNDO -> "the delivery was undone; what counted before counts again";
      case POS -> "a till reported";
      case ORDER -> "an order took or returned units";
    };
  }
}
