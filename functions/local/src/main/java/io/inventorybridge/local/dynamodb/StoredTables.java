// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.ProgressListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The journaled tables, each loaded at its first use, so that a command that explains one number
 * does not load fifty thousand products. Thread-safe.
 */
final class StoredTables {
  private static final int BATCH = 25;

  private final DynamoDbClient tables;
  private final Map<String, Map<String, String>> waiting;
  private final ProgressListener loading;

  /**
   * @param images of each table's items by key, as the journal writes them
   */
  StoredTables(
      DynamoDbClient tables, Map<String, Map<String, String>> images, ProgressListener loading) {
    this.tables = tables;
    this.waiting = new HashMap<>(images);
    this.loading = loading;
  }

  /** Loads the table if needed; returns when it is complete. */
  synchronized void ensureLoaded(String table) {
    Map<String, String> images = waiting.get(table);
    if (images == null) {
      return;
    }
    loading.begin("loading " + table, images.size());
    try {
      load(table, images.values().iterator());
    } finally {
      loading.end();
    }
    waiting.remove(table);
  }

  private void load(String table, Iterator<String> images) {
    long loaded = 0;
    while (images.hasNext()) {
      List<WriteRequest> batch = new ArrayList<>(BATCH);
      while (images.hasNext() && batch.size() < BATCH) {
        PutRequest put =
            PutRequest.builder().item(ItemJson.item(WriteJournal.parsed(images.next()))).build();
        batch.add(WriteRequest.builder().putRequest(put).build());
      }
      tables.batchWriteItem(request -> request.requestItems(Map.of(table, batch)));
      loaded += batch.size();
      loading.at(loaded);
    }
  }
}
