// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import io.inventorybridge.local.dynamodb.WriteJournal.Write;
import io.inventorybridge.local.journal.UnwrittenRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A client that journals every acknowledged write: it applies writes one after the other, journals
 * them, then answers. Only writes of whole items can be journaled. Every other write is refused,
 * with a journal and without one, so that code that works in memory also works with {@code --data}.
 * Methods not implemented here are refused by the SDK's own UnsupportedOperationException.
 *
 * <p>While the disk is full, every call is answered 503. A write that was applied and could not be
 * journaled is journaled before any later call sees its item. Thread-safe.
 */
final class JournaledDynamoDb implements DynamoDbClient {
  private static final int UNAVAILABLE = 503;

  private final DynamoDbClient tables;
  private final Optional<WriteJournal> journal;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong written = new AtomicLong();
  private final StoredTables stored;
  private volatile Consumer<Write> listener = write -> {};

  JournaledDynamoDb(DynamoDbClient tables, Optional<WriteJournal> journal, StoredTables stored) {
    this.tables = tables;
    this.journal = journal;
    this.stored = stored;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    prepare(request.tableName());
    return write(
        () -> tables.putItem(request),
        response -> List.of(new Write.Put(request.tableName(), request.item())));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    prepare(request.tableName());
    return write(
        () -> tables.deleteItem(request),
        response -> List.of(new Write.Delete(request.tableName(), request.key())));
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    request.requestItems().keySet().forEach(this::prepare);
    return write(
        () -> tables.batchWriteItem(request),
        response -> {
          List<Write> writes = new ArrayList<>();
          request
              .requestItems()
              .forEach(
                  (table, items) -> {
                    List<WriteRequest> unprocessed =
                        response.hasUnprocessedItems()
                            ? response.unprocessedItems().getOrDefault(table, List.of())
                            : List.of();
                    items.stream()
                        .filter(item -> !unprocessed.contains(item))
                        .forEach(item -> writes.add(write(table, item)));
                  });
          return writes;
        });
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    List<Write> writes = new ArrayList<>();
    for (TransactWriteItem item : request.transactItems()) {
      if (item.update() != null) {
        throw notJournaled("a transaction with an Update");
      }
      if (item.conditionCheck() != null) {
        prepare(item.conditionCheck().tableName());
      }
      if (item.put() != null) {
        prepare(item.put().tableName());
        writes.add(new Write.Put(item.put().tableName(), item.put().item()));
      }
      if (item.delete() != null) {
        prepare(item.delete().tableName());
        writes.add(new Write.Delete(item.delete().tableName(), item.delete().key()));
      }
    }
    // DynamoDB answers a repeated token without applying anything, and the journal could not tell.
    // The SDK generates tokens for its own retries, which do not happen in one process.
    TransactWriteItemsRequest withoutToken = request.toBuilder().clientRequestToken(null).build();
    return write(() -> tables.transactWriteItems(withoutToken), response -> writes);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    throw notJournaled("UpdateItem");
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    prepare(request.tableName());
    return tables.getItem(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    request.requestItems().keySet().forEach(this::prepare);
    return tables.batchGetItem(request);
  }

  @Override
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    request.transactItems().forEach(item -> prepare(item.get().tableName()));
    return tables.transactGetItems(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    prepare(request.tableName());
    return tables.query(request);
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    prepare(request.tableName());
    return tables.scan(request);
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return tables.describeTable(request);
  }

  @Override
  public ListTablesResponse listTables(ListTablesRequest request) {
    return tables.listTables(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    journal.ifPresent(WriteJournal::close);
  }

  /** Reports every write from now on, after it is journaled. */
  void setListener(Consumer<Write> next) {
    listener = next;
  }

  private interface WriteExtractor<T> {
    List<Write> by(T response);
  }

  /** The number of writing calls since the start. */
  long writeCount() {
    return written.get();
  }

  // Loads a table. An item whose write is not journaled yet must not be seen: a kill would undo
  // what
  // its reader decided.
  private void prepare(String table) {
    journalWaiting();
    stored.ensureLoaded(table);
  }

  private void journalWaiting() {
    try {
      journal.ifPresent(WriteJournal::writeWaiting);
    } catch (UnwrittenRecord e) {
      throw unavailable(e);
    }
  }

  private static DynamoDbException unavailable(UnwrittenRecord cause) {
    String message = String.valueOf(cause.getMessage());
    return (DynamoDbException)
        DynamoDbException.builder()
            .statusCode(UNAVAILABLE)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ServiceUnavailable")
                    .errorMessage(message)
                    .build())
            .cause(cause)
            .build();
  }

  private <T> T write(Supplier<T> call, WriteExtractor<T> images) {
    if (journal.isEmpty()) {
      T response = call.get();
      written.incrementAndGet();
      images.by(response).forEach(listener);
      return response;
    }
    writing.lock();
    try {
      journalWaiting();
      T response = call.get();
      List<Write> writes = images.by(response);
      journal.get().append(writes);
      written.incrementAndGet();
      writes.forEach(listener);
      return response;
    } catch (UnwrittenRecord e) {
      throw unavailable(e);
    } finally {
      writing.unlock();
    }
  }

  private static Write write(String table, WriteRequest request) {
    return request.putRequest() != null
        ? new Write.Put(table, request.putRequest().item())
        : new Write.Delete(table, request.deleteRequest().key());
  }

  private static UnsupportedOperationException notJournaled(String what) {
    return new UnsupportedOperationException(
        what + " is refused by the local runner: its journal keeps whole items only");
  }
}
