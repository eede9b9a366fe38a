// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.time;

import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.BatchReader;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPair.FirstReading;
import io.inventorybridge.shopsync.published.PublishedPair.Parked;
import io.inventorybridge.shopsync.published.PublishedPair.SyncState;
import io.inventorybridge.shopsync.published.PublishedPair.Uncertain;
import io.inventorybridge.shopsync.published.PublishedPair.Unread;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Publication state of the pairs on DynamoDB: partition key {@code pair}, {@code item@location}.
 * Pairs to be read are in the index {@code toBeRead}, spread over a few partitions.
 */
public final class DynamoPublishedPairRepository implements PublishedPairRepository {
  public static final String INDEX = "toBeRead";

  private static final String PAIR = "pair";
  private static final String TO_BE_READ = "toBeRead";
  private static final String REVISION = "revision";
  private static final String POOL = "pool";
  private static final String VERSION = "version";
  private static final String KNOWN_AT = "knownAt";
  private static final String READABLE_FROM = "readableFrom";
  private static final String PRODUCT = "product";
  private static final String SIGHTING = "sighting";
  private static final String PARKED = "parked";
  private static final String ACTIVATED = "activated";
  private static final String OPEN = "open";
  private static final int PARTITIONS = 8;
  private static final int PAGE = 500;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BatchReader reading;

  public DynamoPublishedPairRepository(
      DynamoDbClient dynamoDb, String table, BackoffPolicy backoff) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reading = new BatchReader(dynamoDb, table, backoff);
  }

  @Override
  public Map<ItemAtLocation, PublishedPair> read(Collection<ItemAtLocation> pairs) {
    List<ItemAtLocation> wanted = pairs.stream().distinct().toList();
    Map<ItemAtLocation, PublishedPair> found = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += BatchReader.MOST_KEYS) {
      List<Map<String, AttributeValue>> keys =
          wanted.subList(from, Math.min(wanted.size(), from + BatchReader.MOST_KEYS)).stream()
              .map(pair -> Map.of(PAIR, text(pair.toString())))
              .toList();
      for (Map<String, AttributeValue> item : reading.read("reading published pairs", keys)) {
        PublishedPair record = record(item);
        found.put(record.pair(), record);
      }
    }
    return found;
  }

  @Override
  public PairOutcome store(PublishedPair record) {
    PublishedPair next = record.withRevision(record.revision() + 1);
    PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item(next));
    if (record.revision() == 0) {
      put.conditionExpression("attribute_not_exists(#p)")
          .expressionAttributeNames(Map.of("#p", PAIR));
    } else {
      put.conditionExpression("#r = :expected")
          .expressionAttributeNames(Map.of("#r", REVISION))
          .expressionAttributeValues(Map.of(":expected", number(record.revision())));
    }
    return FailureTranslation.translated(
        "writing the published pair " + record.pair(),
        () -> {
          try {
            dynamoDb.putItem(put.build());
            return new Stored(next);
          } catch (ConditionalCheckFailedException e) {
            return new VersionConflict();
          }
        });
  }

  // A page ends with its partition of the index; the token names both.
  @Override
  public Page toBeRead(Optional<String> after) {
    int partition = after.map(it -> Integer.parseInt(it.split("/", 2)[0])).orElse(0);
    Optional<String> last = after.map(it -> it.split("/", 2)[1]).filter(it -> !it.isEmpty());
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(INDEX)
            .limit(PAGE)
            .keyConditionExpression("#t = :partition")
            .expressionAttributeNames(Map.of("#t", TO_BE_READ))
            .expressionAttributeValues(Map.of(":partition", partition(partition)));
    last.ifPresent(
        pair ->
            query.exclusiveStartKey(Map.of(TO_BE_READ, partition(partition), PAIR, text(pair))));
    QueryResponse page =
        FailureTranslation.translated(
            "listing pairs to be read", () -> dynamoDb.query(query.build()));
    List<ItemAtLocation> pairs = new ArrayList<>();
    page.items().forEach(item -> pairs.add(pair(AttributeCodec.text(item, PAIR))));
    if (page.hasLastEvaluatedKey()) {
      String pair = AttributeCodec.text(page.lastEvaluatedKey(), PAIR);
      return new Page(pairs, Optional.of(partition + "/" + pair));
    }
    return new Page(
        pairs, partition + 1 < PARTITIONS ? Optional.of(partition + 1 + "/") : Optional.empty());
  }

  // A page of a scan has up to a megabyte, so a record costs its share of 4 KB.
  @Override
  public RecordPage all(Optional<String> after) {
    ScanRequest.Builder scan = ScanRequest.builder().tableName(table).consistentRead(true);
    after.ifPresent(pair -> scan.exclusiveStartKey(Map.of(PAIR, text(pair))));
    ScanResponse page =
        FailureTranslation.translated(
            "reading all published pairs", () -> dynamoDb.scan(scan.build()));
    return new RecordPage(
        page.items().stream().map(DynamoPublishedPairRepository::record).toList(),
        page.hasLastEvaluatedKey()
            ? Optional.of(AttributeCodec.text(page.lastEvaluatedKey(), PAIR))
            : Optional.empty());
  }

  private static AttributeValue partition(int number) {
    return text(Integer.toString(number));
  }

  private static Map<String, AttributeValue> item(PublishedPair record) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(PAIR, text(record.pair().toString()));
    item.put(REVISION, number(record.revision()));
    item.put(ACTIVATED, AttributeValue.fromBool(record.activated()));
    record
        .last()
        .ifPresent(
            exact -> {
              item.put(POOL, number(exact.target()));
              item.put(VERSION, text(exact.version().value()));
              item.put(KNOWN_AT, time(exact.at()));
            });
    if (record.syncState() instanceof Uncertain uncertain) {
      item.put(READABLE_FROM, time(uncertain.readableFrom()));
    }
    record.open().ifPresent(call -> item.put(OPEN, text(call.toString())));
    record.product().ifPresent(upc -> item.put(PRODUCT, text(upc.toString())));
    record.firstReading().ifPresent(it -> item.put(SIGHTING, AttributeCodec.map(firstReading(it))));
    record.parked().ifPresent(it -> item.put(PARKED, AttributeCodec.map(parked(it))));
    if (record.isToBeRead()) {
      item.put(TO_BE_READ, partition(Math.floorMod(record.pair().hashCode(), PARTITIONS)));
    }
    return item;
  }

  private static Map<String, AttributeValue> firstReading(FirstReading firstReading) {
    return Map.of(
        "at", time(firstReading.at()),
        "shown", number(firstReading.shown()),
        "unexplained", number(firstReading.unexplained()));
  }

  private static Map<String, AttributeValue> parked(Parked parked) {
    return Map.of(
        "reason", text(parked.reason().name()),
        "code", text(parked.code()),
        "message", text(parked.message()),
        "since", time(parked.since()));
  }

  private static PublishedPair record(Map<String, AttributeValue> item) {
    return new PublishedPair(
        pair(AttributeCodec.text(item, PAIR)),
        syncState(item),
        AttributeCodec.optional(item, PRODUCT).map(CanonicalUpc::of),
        AttributeCodec.map(item, SIGHTING).map(DynamoPublishedPairRepository::readFirstReading),
        AttributeCodec.map(item, PARKED).map(DynamoPublishedPairRepository::readParked),
        AttributeCodec.truth(item, ACTIVATED),
        AttributeCodec.optional(item, OPEN).map(UUID::fromString),
        AttributeCodec.number(item, REVISION));
  }

  private static ItemAtLocation pair(String written) {
    String[] parts = written.split("@", 2);
    return new ItemAtLocation(new InventoryItemId(parts[0]), new ShopLocationId(parts[1]));
  }

  private static SyncState syncState(Map<String, AttributeValue> item) {
    Optional<Confirmed> last =
        AttributeCodec.optional(item, VERSION)
            .map(
                version ->
                    new Confirmed(
                        AttributeCodec.number(item, POOL),
                        new SellableVersion(version),
                        AttributeCodec.time(item, KNOWN_AT)));
    if (item.containsKey(READABLE_FROM)) {
      return new Uncertain(last, AttributeCodec.time(item, READABLE_FROM));
    }
    return last.isPresent() ? last.get() : new Unread();
  }

  private static FirstReading readFirstReading(Map<String, AttributeValue> item) {
    return new FirstReading(
        AttributeCodec.time(item, "at"),
        AttributeCodec.number(item, "shown"),
        AttributeCodec.number(item, "unexplained"));
  }

  private static Parked readParked(Map<String, AttributeValue> item) {
    return new Parked(
        Reason.valueOf(AttributeCodec.text(item, "reason")),
        AttributeCodec.text(item, "code"),
        AttributeCodec.text(item, "message"),
        AttributeCodec.time(item, "since"));
  }
}
