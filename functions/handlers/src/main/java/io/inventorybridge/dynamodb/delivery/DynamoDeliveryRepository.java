// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.delivery;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.FailureTranslation.translated;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.json.delivery.DeliveryRecordJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Delivery records on DynamoDB. The partition key is {@code source} (with a suffix for backfills).
 * The sort key is {@code delivery}, for a part {@code <delivery>#<part>}. The record itself is one
 * attribute; status and revision are attributes of their own, for conditions and for operators who
 * inspect the table.
 */
public final class DynamoDeliveryRepository implements DeliveryRepository {
  private static final String SOURCE = "source";
  private static final String DELIVERY = "delivery";
  private static final String PART = "part";
  private static final String STATUS = "status";
  private static final String REVISION = "revision";
  private static final String OF_BACKFILLS = "~backfill";
  private static final String RECORD = "record";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDeliveryRepository(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<DeliveryRecord> find(DeliveryId delivery) {
    return item(partition(delivery), delivery.value())
        .map(item -> DeliveryRecordJson.readDelivery(text(item, RECORD)));
  }

  @Override
  public List<DeliveryRecord> ofSource(String source) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .scanIndexForward(false)
            .keyConditionExpression("#source = :source")
            .filterExpression("attribute_not_exists(#part)")
            .expressionAttributeNames(Map.of("#source", SOURCE, "#part", PART))
            .expressionAttributeValues(Map.of(":source", text(source)))
            .build();
    return query("listing the deliveries of " + source, query, DeliveryRecordJson::readDelivery);
  }

  @Override
  public List<DeliveryRecord> backfills(DeliveryId original) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#source = :source AND begins_with(#delivery, :original)")
            .filterExpression("attribute_not_exists(#part)")
            .expressionAttributeNames(
                Map.of("#source", SOURCE, "#delivery", DELIVERY, "#part", PART))
            .expressionAttributeValues(
                Map.of(
                    ":source", text(original.source() + OF_BACKFILLS),
                    ":original", text(original + "-b")))
            .build();
    return query("listing the backfills of " + original, query, DeliveryRecordJson::readDelivery);
  }

  @Override
  public SortedSet<String> sources() {
    ScanRequest scan =
        ScanRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .projectionExpression("#source")
            .filterExpression("attribute_not_exists(#part)")
            .expressionAttributeNames(Map.of("#source", SOURCE, "#part", PART))
            .build();
    return translated(
        "listing the sources",
        () ->
            dynamoDb.scanPaginator(scan).items().stream()
                .map(item -> text(item, SOURCE))
                .filter(partition -> !partition.endsWith(OF_BACKFILLS))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  // Backfills have a partition of their own: a delivery may have many, and no query needs all of
  // them.
  private static String partition(DeliveryId delivery) {
    return delivery.isBackfill() ? delivery.source() + OF_BACKFILLS : delivery.source();
  }

  @Override
  public WriteOutcome<DeliveryRecord> create(DeliveryRecord record) {
    return write(record, 0);
  }

  @Override
  public WriteOutcome<DeliveryRecord> replace(DeliveryRecord record) {
    return write(record, record.revision());
  }

  @Override
  public Optional<PartRecord> findPart(DeliveryId delivery, PartName part) {
    return item(partition(delivery), sortKey(delivery, part))
        .map(item -> DeliveryRecordJson.readPart(text(item, RECORD)));
  }

  @Override
  public List<PartRecord> parts(DeliveryId delivery) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#source = :source AND begins_with(#delivery, :parts)")
            .expressionAttributeNames(Map.of("#source", SOURCE, "#delivery", DELIVERY))
            .expressionAttributeValues(
                Map.of(":source", text(partition(delivery)), ":parts", text(delivery + "#")))
            .build();
    return query("listing the parts of " + delivery, query, DeliveryRecordJson::readPart).stream()
        .sorted(Comparator.comparing(PartRecord::part))
        .toList();
  }

  @Override
  public WriteOutcome<PartRecord> create(PartRecord record) {
    return write(record, 0);
  }

  @Override
  public WriteOutcome<PartRecord> replace(PartRecord record) {
    return write(record, record.revision());
  }

  private WriteOutcome<DeliveryRecord> write(DeliveryRecord record, long expected) {
    DeliveryRecord next = record.withRevision(expected + 1);
    Map<String, AttributeValue> item =
        Map.of(
            SOURCE, text(partition(record.id())),
            DELIVERY, text(record.id().value()),
            STATUS, text(record.status().name()),
            REVISION, number(next.revision()),
            RECORD, text(DeliveryRecordJson.write(next)));
    return put(item, expected, next, DeliveryRecordJson::readDelivery);
  }

  private WriteOutcome<PartRecord> write(PartRecord record, long expected) {
    PartRecord next = record.withRevision(expected + 1);
    Map<String, AttributeValue> item =
        Map.of(
            SOURCE, text(partition(record.delivery())),
            DELIVERY, text(sortKey(record.delivery(), record.part())),
            PART, text(record.part().toString()),
            STATUS, text(record.status().name()),
            REVISION, number(next.revision()),
            RECORD, text(DeliveryRecordJson.write(next)));
    return put(item, expected, next, DeliveryRecordJson::readPart);
  }

  private <T> WriteOutcome<T> put(
      Map<String, AttributeValue> item, long expected, T next, Function<String, T> read) {
    return translated(
        "writing the record " + text(item, DELIVERY),
        () -> {
          try {
            dynamoDb.putItem(
                request -> {
                  request
                      .tableName(table)
                      .item(item)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD);
                  if (expected == 0) {
                    request
                        .conditionExpression("attribute_not_exists(#delivery)")
                        .expressionAttributeNames(Map.of("#delivery", DELIVERY));
                  } else {
                    request
                        .conditionExpression("#revision = :expected")
                        .expressionAttributeNames(Map.of("#revision", REVISION))
                        .expressionAttributeValues(Map.of(":expected", number(expected)));
                  }
                });
            return new WriteOutcome.Saved<>(next);
          } catch (ConditionalCheckFailedException e) {
            return new WriteOutcome.Conflict<>(
                e.hasItem() ? Optional.of(read.apply(text(e.item(), RECORD))) : Optional.empty());
          }
        });
  }

  private Optional<Map<String, AttributeValue>> item(String source, String sortKey) {
    Map<String, AttributeValue> item =
        translated(
            "reading the record " + sortKey,
            () ->
                dynamoDb
                    .getItem(
                        request ->
                            request
                                .tableName(table)
                                .consistentRead(true)
                                .key(Map.of(SOURCE, text(source), DELIVERY, text(sortKey))))
                    .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(item);
  }

  private <T> List<T> query(String what, QueryRequest query, Function<String, T> read) {
    return translated(
        what,
        () ->
            dynamoDb.queryPaginator(query).items().stream()
                .map(item -> read.apply(text(item, RECORD)))
                .toList());
  }

  private static String sortKey(DeliveryId delivery, PartName part) {
    return delivery + "#" + part;
  }
}
