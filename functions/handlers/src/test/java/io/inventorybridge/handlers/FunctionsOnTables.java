// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import io.inventorybridge.dynamodb.LocalTables;
import io.inventorybridge.faults.CrashInjector;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.s3.LocalBuckets;
import io.inventorybridge.secrets.SingleSecretClient;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** An installation with its own bucket and tables; tests call its functions one after the other. */
final class FunctionsOnTables {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  static final String TOKEN = "the-token";

  private final LocalBuckets buckets;
  private final FunctionEnvironment environment;
  private final SingleSecretClient secrets = new SingleSecretClient();
  private final FunctionWiring wiring;

  FunctionsOnTables(LocalBuckets buckets) {
    this.buckets = buckets;
    this.environment =
        new FunctionEnvironment(
            Map.ofEntries(
                entry(FunctionEnvironment.BUCKET, buckets.bucket()),
                entry(FunctionEnvironment.KEEP_ORIGINALS_DAYS, "400"),
                entry(FunctionEnvironment.API_TOKEN_SECRET, SingleSecretClient.NAME),
                entry(
                    FunctionEnvironment.ACTIVITY_TABLE,
                    LocalTables.table(entry("facilityId", S), entry("quarter", S))),
                entry(
                    FunctionEnvironment.WAITING_TABLE,
                    LocalTables.table(entry("place", S), entry("event", S))),
                entry(
                    FunctionEnvironment.CATALOG_TABLE,
                    LocalTables.table(entry("upca", S), entry("productId", S))),
                entry(
                    FunctionEnvironment.FACILITY_TABLE, LocalTables.table(entry("facilityId", S))),
                entry(
                    FunctionEnvironment.DELIVERY_TABLE,
                    LocalTables.table(entry("source", S), entry("delivery", S))),
                entry(FunctionEnvironment.ORDER_TABLE, LocalTables.table(entry("orderId", S))),
                entry(
                    FunctionEnvironment.FACILITY_ORDER_TABLE,
                    LocalTables.table(entry("facilityId", S), entry("orderId", S))),
                entry(
                    FunctionEnvironment.STOCK_TABLE,
                    LocalTables.table(entry("upca", S), entry("facilityId", S))),
                entry(
                    FunctionEnvironment.ENTRY_TABLE,
                    LocalTables.table(entry("key", S), entry("sequence", N))),
                entry(
                    FunctionEnvironment.COUNTER_TABLE,
                    LocalTables.table(entry("item", S), entry("what", S))),
                entry(
                    FunctionEnvironment.PENDING_TABLE,
                    LocalTables.table(entry("bucket", S), entry("record", S))),
                entry(
                    FunctionEnvironment.FACT_TABLE,
                    LocalTables.table(entry("key", S), entry("fact", S)))));
    this.secrets.rotate(TOKEN, "");
    this.wiring = wiring(CrashInjector.never());
  }

  /** The same installation in a process that dies as planned. */
  FunctionWiring wiring(CrashInjector crashes) {
    return new FunctionWiring(
        environment,
        () -> crashes.watch(S3Client.class, buckets.client()),
        () -> crashes.watch(DynamoDbClient.class, LocalTables.client()),
        () -> crashes.watch(SecretsManagerClient.class, secrets),
        () -> {
          throw new IllegalStateException("this installation sends no notices");
        },
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  FunctionWiring wiring() {
    return wiring;
  }

  void catalog(String csv) {
    put("catalog/catalog.csv", csv, Map.of());
    new ImportCatalogHandler(wiring)
        .handleRequest(event("catalog/catalog.csv"), new UnlimitedContext());
  }

  void facilities(String csv) {
    put("facilities/facilities.csv", csv, Map.of());
    new ImportFacilitiesHandler(wiring)
        .handleRequest(event("facilities/facilities.csv"), new UnlimitedContext());
  }

  void orders(String lines) {
    put("orders/orders.jsonl", lines, Map.of());
    new RecordOrdersHandler(wiring)
        .handleRequest(plain("orders/orders.jsonl"), new UnlimitedContext());
  }

  /** Drops and filters a delta; returns the keys of its reset parts. */
  List<String> delta(String snapshotTime, String csv) {
    String key = "incoming/us/delta.csv";
    put(key, csv, Map.of("snapshot-time", snapshotTime));
    List<StoredFile> before = wiring.files().list("reset/");
    new FilterDeltaHandler(wiring).handleRequest(event(key), new UnlimitedContext());
    List<String> parts = new ArrayList<>();
    for (StoredFile part : wiring.files().list("reset/")) {
      if (!before.contains(part)) {
        parts.add(part.key());
      }
    }
    return parts;
  }

  void compute(FunctionWiring as, String part) {
    new ComputeVarianceHandler(as).handleRequest(event(part), new UnlimitedContext());
  }

  Map<String, Object> importReset(FunctionWiring as, String part) {
    return new ImportResetHandler(as).handleRequest(task(part), new UnlimitedContext());
  }

  Map<String, Object> importVariance(FunctionWiring as, String part) {
    return new ImportVarianceHandler(as).handleRequest(task(part), new UnlimitedContext());
  }

  Map<String, Object> settle(String part, Map<String, Object> reset, Map<String, Object> variance) {
    Map<String, Object> task = task(part);
    task.put("reset", reset.get("totals"));
    task.put("variance", variance.get("totals"));
    return new SettlePartHandler(wiring).handleRequest(task, new UnlimitedContext());
  }

  /** Runs all steps of a part, like the state machine. */
  void apply(String part) {
    compute(wiring, part);
    Map<String, Object> reset = importReset(wiring, part);
    settle(part, reset, importVariance(wiring, part));
  }

  /** The complete ledger of the keys: balances, baselines, reservations, entries. */
  Map<StockKey, List<Object>> ledger(List<StockKey> keys) {
    StockLedger ledger = wiring.ledger();
    Map<StockKey, List<Object>> all = new TreeMap<>();
    for (StockKey key : keys) {
      List<Object> said = new ArrayList<>();
      StockRecord record = ledger.find(key).orElseThrow();
      said.add(record.onHand());
      said.add(record.settledOnHand());
      said.add(record.reserved());
      said.add(record.settled().baseline().delivery());
      said.add(record.settled().baseline().quantity());
      said.add(record.settled().difference());
      said.add(record.settled().late());
      said.add(record.pending());
      for (LedgerEntry entry : ledger.entries(key)) {
        said.add(entry);
      }
      all.put(key, said);
    }
    return all;
  }

  private void put(String key, String content, Map<String, String> metadata) {
    wiring.files().put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
  }

  private static Map<String, Object> task(String part) {
    String[] path = part.split("/", -1);
    return new HashMap<>(
        Map.of(
            "delivery",
            path[1],
            "part",
            path[2],
            "attempt",
            "attempt-1",
            "next",
            0,
            "totals",
            Map.of()));
  }

  /** An S3 event as a map, for functions with several event sources. */
  static Map<String, Object> plain(String key) {
    return Map.of("Records", List.of(Map.of("s3", Map.of("object", Map.of("key", key)))));
  }

  static S3Event event(String key) {
    return new S3Event(
        List.of(
            new S3EventNotificationRecord(
                "us-east-1",
                "ObjectCreated:Put",
                "aws:s3",
                "2026-11-24T09:00:00.000Z",
                "2.1",
                null,
                null,
                new S3Entity(
                    "configuration",
                    new S3BucketEntity("bucket", null, "arn:aws:s3:::bucket"),
                    new S3ObjectEntity(key, 1L, "etag", null, "0"),
                    "1.0"),
                null)));
  }
}
