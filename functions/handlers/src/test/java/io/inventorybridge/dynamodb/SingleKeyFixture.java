// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.dynamodb.ledger.DynamoStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One key of a ledger on its own tables, with the steps of deliveries and tills. */
public final class SingleKeyFixture {
  private static final StockKey KEY =
      new StockKey(new FacilityId("SVC21"), CanonicalUpc.of("2050000163913"));
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final LedgerWriter entries;

  public SingleKeyFixture(DynamoDbClient client) {
    DynamoStockLedger ledger =
        new DynamoStockLedger(
            client,
            LocalTables.table(client, entry("upca", S), entry("facilityId", S)),
            LocalTables.table(client, entry("key", S), entry("sequence", N)),
            LocalTables.table(client, entry("key", S), entry("fact", S)),
            LocalTables.table(client, entry("item", S), entry("what", S)),
            LocalTables.table(client, entry("bucket", S), entry("record", S)),
            BackoffPolicy.NONE);
    entries = new LedgerWriter(ledger, BackoffPolicy.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  public void deliver(String delivery, int day, int quantity) {
    reset(delivery, day, quantity);
    settle(delivery, 0);
  }

  public void reset(String delivery, int day, int quantity) {
    Instant snapshot = Instant.parse("2026-11-0%dT00:00:00Z".formatted(day));
    StockBaseline.Rank rank = new StockBaseline.Rank(snapshot, snapshot, delivery);
    entries.reset(
        record(), new StockBaseline(rank, StockQuantity.of(quantity), "part-0001.csv", 2));
  }

  public void settle(String delivery, int delta) {
    entries.settle(record(), delivery, StockQuantity.of(delta), 2);
  }

  public void sell(String event, int units) {
    entries.postMovement(new StockMovement(KEY, event, NOW, StockQuantity.of(-units)));
  }

  public StockQuantity onHand() {
    return record().onHand();
  }

  /** The delivery whose reset waits for its variance. */
  public String pending() {
    return record().pending().orElseThrow().baseline().delivery();
  }

  /** The delivery of the settled baseline. */
  public String settled() {
    return record().settled().baseline().delivery();
  }

  private StockRecord record() {
    return entries.read(List.of(KEY)).apply(KEY);
  }
}
