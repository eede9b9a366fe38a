// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One key of a ledger on its own tables, with the steps of deliveries and tills. */
final class OneKey {
  private static final StockKey KEY =
      new StockKey(new FacilityId("SVC21"), Upc.of("2050000163913"));
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final PostingEntries entries;

  OneKey(DynamoDbClient client) {
    DynamoLedger ledger =
        new DynamoLedger(
            client,
            LocalTables.table(client, entry("upca", S), entry("facilityId", S)),
            LocalTables.table(client, entry("key", S), entry("sequence", N)),
            LocalTables.table(client, entry("key", S), entry("fact", S)),
            LocalTables.table(client, entry("item", S), entry("what", S)),
            LocalTables.table(client, entry("bucket", S), entry("record", S)),
            Backoff.NONE);
    entries = new PostingEntries(ledger, Backoff.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  void deliver(String delivery, int day, int quantity) {
    reset(delivery, day, quantity);
    settle(delivery, 0);
  }

  void reset(String delivery, int day, int quantity) {
    Instant snapshot = Instant.parse("2026-11-0%dT00:00:00Z".formatted(day));
    Baseline.Rank rank = new Baseline.Rank(snapshot, snapshot, delivery);
    entries.reset(record(), new Baseline(rank, Quantity.of(quantity), "part-0001.csv", 2));
  }

  void settle(String delivery, int delta) {
    entries.settle(record(), delivery, Quantity.of(delta), 2);
  }

  void sell(String event, int units) {
    entries.move(new Movement(KEY, event, NOW, Quantity.of(-units)));
  }

  Quantity onHand() {
    return record().onHand();
  }

  /** The delivery whose reset waits for its variance. */
  String pending() {
    return record().pending().orElseThrow().baseline().delivery();
  }

  private StockRecord record() {
    return entries.read(List.of(KEY)).apply(KEY);
  }
}
