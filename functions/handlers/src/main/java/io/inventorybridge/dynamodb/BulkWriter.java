// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.support.files.StorageFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Many unconditional writes to one table, a few calls in parallel. Sequential calls would not write
 * a million items within a function's time limit. For one thread; holds threads until it is closed.
 */
public final class BulkWriter implements AutoCloseable {
  // The limit of BatchWriteItem.
  private static final int BATCH = 25;
  private static final int AT_ONCE = 8;
  private static final int MOST_ATTEMPTS = 10;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final Deque<Future<?>> running = new ArrayDeque<>();

  public BulkWriter(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** Writes the items over any existing ones and returns when all are written. */
  public void putAll(Iterator<Map<String, AttributeValue>> items) {
    while (items.hasNext()) {
      List<WriteRequest> batch = new ArrayList<>(BATCH);
      while (items.hasNext() && batch.size() < BATCH) {
        PutRequest put = PutRequest.builder().item(items.next()).build();
        batch.add(WriteRequest.builder().putRequest(put).build());
      }
      start(() -> put(batch));
    }
    awaitAll();
  }

  /** Deletes the items with these keys and returns when all are deleted. */
  public void deleteAll(Iterator<Map<String, AttributeValue>> keys) {
    while (keys.hasNext()) {
      Map<String, AttributeValue> key = keys.next();
      start(
          () ->
              FailureTranslation.translated(
                  "deleting from " + table,
                  () -> dynamoDb.deleteItem(request -> request.tableName(table).key(key))));
    }
    awaitAll();
  }

  private void put(List<WriteRequest> batch) {
    List<WriteRequest> left = batch;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<WriteRequest> requests = left;
      BatchWriteItemResponse response =
          FailureTranslation.translated(
              "writing to " + table,
              () ->
                  dynamoDb.batchWriteItem(
                      request -> request.requestItems(Map.of(table, requests))));
      left = response.unprocessedItems().getOrDefault(table, List.of());
      if (!left.isEmpty()) {
        // Throttled: BatchWriteItem leaves it to the caller to resend the rest, after increasing
        // delays.
        if (attempt == MOST_ATTEMPTS) {
          throw new StorageFailure(
              "writing to " + table,
              new IllegalStateException(left.size() + " items were throttled ten times"));
        }
        sleep(Math.min(5_000, 50L << attempt));
      }
    }
  }

  private void start(Runnable write) {
    if (running.size() >= 2 * AT_ONCE) {
      await(running.removeFirst());
    }
    running.addLast(threads.submit(write));
  }

  private void awaitAll() {
    while (!running.isEmpty()) {
      await(running.removeFirst());
    }
  }

  private void await(Future<?> write) {
    try {
      write.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageFailure failure) {
        throw failure;
      }
      throw new StorageFailure("writing to " + table, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure("writing to " + table, e);
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure("waiting to write again", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
