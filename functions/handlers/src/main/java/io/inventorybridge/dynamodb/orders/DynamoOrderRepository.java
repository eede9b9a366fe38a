// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.orders;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.dynamodb.PackedText;
import io.inventorybridge.json.orders.OrderHistoryJson;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.support.records.BadRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The orders on DynamoDB: one item per order, key {@code orderId}, with the history as text. A
 * history that is larger than {@value #MOST_INLINE} bytes is packed and cut into pieces, items of
 * the same table. The order's item then only counts them.
 *
 * <p>Item and pieces are written in one transaction, and each has the order's revision. A reader
 * that finds a piece of another revision reads the item again. So a history is read whole or not at
 * all, and a crash leaves no half of it.
 */
public final class DynamoOrderRepository implements OrderRepository {
  static final int MOST_INLINE = 65_536;
  static final int PIECE = 350_000;

  /** A transaction has at most 4 MB. */
  static final long MOST_PACKED = 10L * PIECE;

  private static final String ORDER_ID = "orderId";
  private static final String REVISION = "revision";
  private static final String HISTORY = "history";
  private static final String PIECES = "pieces";
  private static final String PACKED = "packed";
  private static final int MOST_READS = 100;

  // Ids have no control characters, so a piece never has the key of an order.
  private static final char BEFORE_PIECE = '\u001f';

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoOrderRepository(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<StoredOrder> find(String orderId) {
    return find(orderId, Optional.empty());
  }

  @Override
  public StoredOrder refresh(StoredOrder known) {
    return find(known.history().orderId(), Optional.of(known)).orElse(known);
  }

  private Optional<StoredOrder> find(String orderId, Optional<StoredOrder> known) {
    for (int read = 1; read <= MOST_READS; read++) {
      Map<String, AttributeValue> item = get(orderId, orderId);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      long revision = number(item, REVISION);
      if (known.filter(it -> it.revision() == revision).isPresent()) {
        return known;
      }
      Optional<String> history =
          item.containsKey(PIECES)
              ? joined(orderId, revision, number(item, PIECES))
              : Optional.of(text(item, HISTORY));
      if (history.isPresent()) {
        return Optional.of(
            new StoredOrder(OrderHistoryJson.read(orderId, history.get()), revision));
      }
    }
    throw new BadRecord(
        "order %s: its item and its pieces have different revisions".formatted(orderId));
  }

  /** Empty if another revision was stored meanwhile. */
  private Optional<String> joined(String orderId, long revision, long pieces) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int piece = 0; piece < pieces; piece++) {
      Map<String, AttributeValue> item = get(orderId, pieceKey(orderId, piece));
      if (item.isEmpty() || number(item, REVISION) != revision) {
        return Optional.empty();
      }
      packed.writeBytes(AttributeCodec.bytes(item, PACKED));
    }
    return Optional.of(PackedText.unpack(packed.toByteArray(), "order " + orderId));
  }

  private Map<String, AttributeValue> get(String orderId, String key) {
    return FailureTranslation.translated(
        "reading order " + orderId,
        () ->
            dynamoDb
                .getItem(
                    request ->
                        request
                            .tableName(table)
                            .key(Map.of(ORDER_ID, text(key)))
                            .consistentRead(true))
                .item());
  }

  @Override
  public OrderOutcome store(OrderHistory history, long expectedRevision) {
    String written = OrderHistoryJson.write(history);
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(ORDER_ID, text(history.orderId()));
    item.put(REVISION, number(expectedRevision + 1));
    List<TransactWriteItem> pieces = new ArrayList<>();
    if (written.getBytes(StandardCharsets.UTF_8).length <= MOST_INLINE) {
      item.put(HISTORY, text(written));
    } else {
      byte[] packed = PackedText.pack(written);
      if (packed.length > MOST_PACKED) {
        return new TooLarge(packed.length, MOST_PACKED);
      }
      pieces = pieces(history.orderId(), expectedRevision + 1, packed);
      item.put(PIECES, number(pieces.size()));
    }
    Put put = conditional(item, expectedRevision);
    List<TransactWriteItem> all = new ArrayList<>(pieces);
    all.addFirst(TransactWriteItem.builder().put(put).build());
    return FailureTranslation.translated(
        "storing order " + history.orderId(),
        () -> all.size() == 1 ? putSingle(put, expectedRevision) : putAll(all, expectedRevision));
  }

  private List<TransactWriteItem> pieces(String orderId, long revision, byte[] packed) {
    List<TransactWriteItem> pieces = new ArrayList<>();
    for (int from = 0; from < packed.length; from += PIECE) {
      Map<String, AttributeValue> item =
          Map.of(
              ORDER_ID,
              text(pieceKey(orderId, pieces.size())),
              REVISION,
              number(revision),
              PACKED,
              AttributeValue.fromB(
                  SdkBytes.fromByteArray(
                      Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PIECE)))));
      pieces.add(TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build());
    }
    return pieces;
  }

  private static String pieceKey(String orderId, int piece) {
    return orderId + BEFORE_PIECE + piece;
  }

  private Put conditional(Map<String, AttributeValue> item, long expectedRevision) {
    Put.Builder put = Put.builder().tableName(table).item(item);
    return expectedRevision == 0
        ? put.conditionExpression("attribute_not_exists(orderId)").build()
        : put.conditionExpression("revision = :expected")
            .expressionAttributeValues(Map.of(":expected", number(expectedRevision)))
            .build();
  }

  private OrderOutcome putSingle(Put put, long expectedRevision) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(put.tableName())
                  .item(put.item())
                  .conditionExpression(put.conditionExpression())
                  .expressionAttributeValues(
                      put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
      return new Stored(expectedRevision + 1);
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return new VersionConflict();
    }
  }

  private OrderOutcome putAll(List<TransactWriteItem> items, long expectedRevision) {
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(items));
      return new Stored(expectedRevision + 1);
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().allMatch(DynamoOrderRepository::isConflict)) {
        return new VersionConflict();
      }
      throw e;
    }
  }

  private static boolean isConflict(CancellationReason reason) {
    return switch (reason.code()) {
      case "None", "ConditionalCheckFailed", "TransactionConflict" -> true;
      default -> false;
    };
  }
}
