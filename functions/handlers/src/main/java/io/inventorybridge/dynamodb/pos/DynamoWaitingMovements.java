// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.pos;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.time;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.dynamodb.ledger.StockItems;
import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.pos.ReportedMovement;
import io.inventorybridge.pos.VarianceReason;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Waiting movements in a table of their own with the keys {@code place} and {@code event}, where
 * they expire. The partition {@code stores} names the unknown stores with waiting movements. The
 * partitions {@code event#<id>} hold events of stores that were unknown when they reported. Event
 * ids accepted at known stores are kept permanently with the facts: {@code reported#<facility>} and
 * the id.
 */
public final class DynamoWaitingMovements implements WaitingMovements {
  private static final String PLACE = "place";
  private static final String EVENT = "event";
  private static final String EXPIRES = "expires";
  private static final String STORES = "stores";
  private static final String AS_WRITTEN = "event#";
  private static final String ACCEPTED = "reported#";

  private final DynamoDbClient dynamoDb;
  private final String waitingTable;
  private final String factTable;
  private final Duration kept;

  /**
   * @param kept how long a movement may wait
   */
  public DynamoWaitingMovements(
      DynamoDbClient dynamoDb, String waitingTable, String factTable, Duration kept) {
    this.dynamoDb = dynamoDb;
    this.waitingTable = waitingTable;
    this.factTable = factTable;
    this.kept = kept;
  }

  @Override
  public Acceptance accept(ReportedMovement movement) {
    Map<String, AttributeValue> item = new HashMap<>(fields(movement));
    item.putAll(acceptedKey(movement.facility(), movement.eventId()));
    boolean first =
        FailureTranslation.translated(
            "accepting event " + movement.eventId(),
            () -> {
              try {
                dynamoDb.putItem(
                    request ->
                        request
                            .tableName(factTable)
                            .item(item)
                            .conditionExpression("attribute_not_exists(#k)")
                            .expressionAttributeNames(Map.of("#k", StockItems.KEY)));
                return true;
              } catch (ConditionalCheckFailedException e) {
                return false;
              }
            });
    return first
        ? new FirstAcceptance()
        : new AcceptedBefore(accepted(movement.facility(), movement.eventId()));
  }

  private ReportedMovement accepted(String facility, String eventId) {
    return movement(
        FailureTranslation.translated(
            "finding event " + eventId,
            () ->
                dynamoDb
                    .getItem(
                        request ->
                            request
                                .tableName(factTable)
                                .key(acceptedKey(facility, eventId))
                                .consistentRead(true))
                    .item()));
  }

  @Override
  public Acceptance acceptAsWritten(ReportedMovement movement) {
    Map<String, AttributeValue> item = new HashMap<>(fields(movement));
    item.putAll(asWrittenKey(movement));
    item.put(EXPIRES, expires(movement));
    return FailureTranslation.translated(
        "accepting event " + movement.eventId() + " of an unknown store",
        () -> {
          try {
            dynamoDb.putItem(
                request ->
                    request
                        .tableName(waitingTable)
                        .item(item)
                        .conditionExpression("attribute_not_exists(#p)")
                        .expressionAttributeNames(Map.of("#p", PLACE))
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new FirstAcceptance();
          } catch (ConditionalCheckFailedException e) {
            return new AcceptedBefore(movement(e.item()));
          }
        });
  }

  @Override
  public List<ReportedMovement> acceptedAsWritten(String eventId) {
    return query(AS_WRITTEN + eventId).stream().map(DynamoWaitingMovements::movement).toList();
  }

  @Override
  public void keep(WaitingFor place, ReportedMovement movement) {
    AttributeValue expires = expires(movement);
    if (place instanceof ForStore store) {
      put(Map.of(PLACE, text(STORES), EVENT, text(store.written()), EXPIRES, expires));
    }
    Map<String, AttributeValue> item = new HashMap<>(fields(movement));
    item.putAll(key(place, movement));
    item.put(EXPIRES, expires);
    put(item);
  }

  private void put(Map<String, AttributeValue> item) {
    FailureTranslation.translated(
        "keeping a movement",
        () -> dynamoDb.putItem(request -> request.tableName(waitingTable).item(item)));
  }

  @Override
  public List<ReportedMovement> waiting(WaitingFor place) {
    return query(partition(place)).stream().map(DynamoWaitingMovements::movement).toList();
  }

  // The waiting movement is deleted last, so that this step is repeated after a crash.
  @Override
  public void remove(WaitingFor place, ReportedMovement movement) {
    if (place instanceof ForStore) {
      delete(asWrittenKey(movement));
    }
    delete(key(place, movement));
  }

  private void delete(Map<String, AttributeValue> key) {
    FailureTranslation.translated(
        "removing a movement that waited",
        () -> dynamoDb.deleteItem(request -> request.tableName(waitingTable).key(key)));
  }

  @Override
  public List<String> stores() {
    return query(STORES).stream().map(item -> AttributeCodec.text(item, EVENT)).toList();
  }

  @Override
  public boolean isEmpty() {
    return FailureTranslation.translated(
        "looking for waiting movements",
        () ->
            dynamoDb
                .scan(request -> request.tableName(waitingTable).consistentRead(true).limit(1))
                .items()
                .isEmpty());
  }

  private List<Map<String, AttributeValue>> query(String partition) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(waitingTable)
            .consistentRead(true)
            .keyConditionExpression("#p = :place")
            .expressionAttributeNames(Map.of("#p", PLACE))
            .expressionAttributeValues(Map.of(":place", text(partition)))
            .build();
    return FailureTranslation.translated(
        "reading waiting movements",
        () -> dynamoDb.queryPaginator(request).items().stream().toList());
  }

  private static String partition(WaitingFor place) {
    return switch (place) {
      case ForProduct product ->
          product.name().kind().name().toLowerCase(Locale.ROOT) + "#" + product.name().value();
      case ForStore store -> "store#" + store.written();
    };
  }

  // Ids have no control characters, so two pairs of facility and id never have the same key.
  private static Map<String, AttributeValue> key(WaitingFor place, ReportedMovement movement) {
    return Map.of(
        PLACE,
        text(partition(place)),
        EVENT,
        text(movement.facility() + "\u001f" + movement.eventId()));
  }

  private AttributeValue expires(ReportedMovement movement) {
    return number(movement.receivedAt().plus(kept).getEpochSecond());
  }

  private static Map<String, AttributeValue> asWrittenKey(ReportedMovement movement) {
    return Map.of(PLACE, text(AS_WRITTEN + movement.eventId()), EVENT, text(movement.facility()));
  }

  private static Map<String, AttributeValue> acceptedKey(String facility, String eventId) {
    return Map.of(StockItems.KEY, text(ACCEPTED + facility), StockItems.FACT, text(eventId));
  }

  private static Map<String, AttributeValue> fields(ReportedMovement movement) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("facilityId", text(movement.facility()));
    item.put("idType", text(movement.product().kind().name()));
    item.put("idValue", text(movement.product().value()));
    item.put("availableDelta", number(movement.units()));
    item.put("locationSeqId", text(movement.location()));
    item.put("varianceReasonId", text(movement.reason().name()));
    item.put("eventId", text(movement.eventId()));
    movement.eventTime().ifPresent(at -> item.put("eventTime", text(at.toString())));
    item.put("receivedAt", time(movement.receivedAt()));
    return item;
  }

  private static ReportedMovement movement(Map<String, AttributeValue> item) {
    return new ReportedMovement(
        AttributeCodec.text(item, "facilityId"),
        new ProductIdentifier(
            ProductIdentifier.IdentifierKind.valueOf(AttributeCodec.text(item, "idType")),
            AttributeCodec.text(item, "idValue")),
        StockQuantity.of(AttributeCodec.number(item, "availableDelta")),
        AttributeCodec.text(item, "locationSeqId"),
        VarianceReason.valueOf(AttributeCodec.text(item, "varianceReasonId")),
        AttributeCodec.text(item, "eventId"),
        AttributeCodec.optional(item, "eventTime").map(Instant::parse),
        AttributeCodec.time(item, "receivedAt"));
  }
}
