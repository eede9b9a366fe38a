// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An external event, with its meaning as a fact. */
sealed interface WorldEvent {
  /** The time it reaches the bridge; other components may delay it. */
  Instant at();

  /** The faults it represents; empty if none. */
  List<WorldFault> trouble();

  /** A file dropped into the bucket. */
  record Dropped(
      Instant at,
      String key,
      String content,
      Map<String, String> metadata,
      Meaning meaning,
      List<WorldFault> trouble)
      implements WorldEvent {
    @Override
    public String toString() {
      return "%s %s is dropped %s\n%s".formatted(at, key, metadata, content.indent(4));
    }
  }

  /** A version of an order by an event. */
  record Told(Instant at, OrderVersion version, List<WorldFault> trouble) implements WorldEvent {}

  /** An operator declares an order known to Retail Pro. */
  record Declared(Instant at, String order, Instant known, List<WorldFault> trouble)
      implements WorldEvent {}

  /**
   * A till reports a sale or a return until the bridge confirms it.
   *
   * @param store as the till writes it
   */
  record Sold(
      Instant at,
      String store,
      StockKey key,
      String event,
      Optional<Instant> eventTime,
      StockQuantity units,
      List<WorldFault> trouble)
      implements WorldEvent {}

  /** An event of the bucket is delivered again; {@code choice} selects it. */
  record ToldAgain(Instant at, int choice, List<WorldFault> trouble) implements WorldEvent {}

  /** An operator retries a delivery; {@code choice} selects it. */
  record TriedAgain(Instant at, int choice, List<WorldFault> trouble) implements WorldEvent {}

  /** An operator undoes a delivery; {@code choice} selects it. */
  record Undone(Instant at, int choice, List<WorldFault> trouble) implements WorldEvent {}

  /** An operator releases what is staged, of one kind; {@code choice} selects it. */
  record EditionReleased(Instant at, int choice, List<WorldFault> trouble) implements WorldEvent {}

  /** An operator restores an old edition; {@code choice} selects it. */
  record EditionRestored(Instant at, int choice, List<WorldFault> trouble) implements WorldEvent {}

  /** The facts in a file. */
  sealed interface Meaning {}

  /**
   * A delta.
   *
   * @param stated its snapshot time, if the file or its name states one
   * @param rows the last valid row of each key, products online or not
   * @param read number of rows
   */
  record Delta(
      String source,
      boolean initial,
      Optional<Instant> stated,
      Map<StockKey, Long> rows,
      Set<StockKey> named,
      int read)
      implements Meaning {}

  record Versions(List<OrderVersion> versions) implements Meaning {}

  /** The products that are sold online, by their canonical UPCA. */
  record Online(Set<Long> products) implements Meaning {}

  /** The facilities that are stores, by id. */
  record Stores(Set<String> known) implements Meaning {}
}
