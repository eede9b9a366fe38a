// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
import io.inventorybridge.shopsync.bulk.BulkQueryStore;
import io.inventorybridge.shopsync.bulk.RunningBulkQuery;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop.BulkId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.support.records.BadRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The running bulk queries as a file of the bucket: {@code
 * {"queries":[{"kind","operation","startedAt","since"}]}}; {@code since} is only there for orders
 * and fulfillment orders.
 */
public final class JsonBulkQueryStore implements BulkQueryStore {
  public static final String KEY = "shop/bulk-queries.json";

  private static final String LEVELS = "LEVELS";
  private static final String VARIANTS = "VARIANTS";
  private static final String ORDERS = "ORDERS";
  private static final String FULFILLMENTS = "FULFILLMENTS";

  private final FileStore files;

  public JsonBulkQueryStore(FileStore files) {
    this.files = files;
  }

  @Override
  public List<RunningBulkQuery> load() {
    return files.find(KEY).map(this::read).orElse(List.of());
  }

  private List<RunningBulkQuery> read(StoredFile file) {
    try (InputStream in = files.open(file)) {
      List<RunningBulkQuery> queries = new ArrayList<>();
      for (JsonNode node :
          JsonCodec.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)).path("queries")) {
        queries.add(query(new StoredFields(node, "running bulk query")));
      }
      return queries;
    } catch (JsonProcessingException e) {
      throw new BadRecord("running bulk queries: the file is not JSON", e);
    } catch (IOException e) {
      throw new StorageFailure("reading " + KEY, e);
    }
  }

  private static RunningBulkQuery query(StoredFields fields) {
    String kind = fields.text("kind");
    BulkQuery<?> query =
        switch (kind) {
          case LEVELS -> new BulkQuery.Levels();
          case VARIANTS -> new BulkQuery.Variants();
          case ORDERS -> new BulkQuery.Orders(fields.time("since"));
          case FULFILLMENTS -> new BulkQuery.Fulfillments(fields.time("since"));
          default -> throw new BadRecord("running bulk query: unknown kind " + kind);
        };
    return new RunningBulkQuery(
        query, new BulkId(fields.text("operation")), fields.time("startedAt"));
  }

  @Override
  public boolean replace(List<RunningBulkQuery> seen, List<RunningBulkQuery> next) {
    Optional<StoredFile> file = files.find(KEY);
    FileStore.Content content = FileStore.Content.of(JsonCodec.bytes(node(next)));
    if (file.isEmpty()) {
      return seen.isEmpty() && files.create(KEY, content, Map.of()) instanceof FileStore.Created;
    }
    return read(file.get()).equals(seen)
        && files.replace(file.get(), content, Map.of()) instanceof FileStore.Replaced;
  }

  private static ObjectNode node(List<RunningBulkQuery> queries) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    ArrayNode all = node.putArray("queries");
    for (RunningBulkQuery query : queries) {
      ObjectNode one = all.addObject();
      switch (query.query()) {
        case BulkQuery.Levels levels -> one.put("kind", LEVELS);
        case BulkQuery.Variants variants -> one.put("kind", VARIANTS);
        case BulkQuery.Orders orders -> since(one.put("kind", ORDERS), orders.updatedSince());
        case BulkQuery.Fulfillments parts ->
            since(one.put("kind", FULFILLMENTS), parts.updatedSince());
      }
      one.put("operation", query.operation().number())
          .put("startedAt", query.startedAt().toString());
    }
    return node;
  }

  private static void since(ObjectNode node, Instant since) {
    node.put("since", since.toString());
  }
}
