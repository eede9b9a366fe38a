// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local in memory, filled from a journal. Unless opened read-only, it journals every
 * write. (With its own file, DynamoDB Local is about fifteen times slower.)
 */
public final class EmbeddedDynamoDb implements AutoCloseable {
  private static final TableDefinition.Key NO_KEY = new TableDefinition.Key("", Optional.empty());

  private final AmazonDynamoDBLocal local;
  private final JournaledDynamoDb client;
  private final Map<String, TableDefinition.Key> keys;

  private EmbeddedDynamoDb(
      AmazonDynamoDBLocal local, JournaledDynamoDb client, List<TableDefinition> tables) {
    this.local = local;
    this.client = client;
    this.keys =
        tables.stream().collect(Collectors.toMap(TableDefinition::name, TableDefinition::key));
  }

  /** Receives the progress of long work. */
  public interface ProgressListener {
    /** The total of work of unknown length. */
    long OPEN_END = -1;

    void begin(String what, long total);

    void at(long position);

    void end();

    ProgressListener SILENT =
        new ProgressListener() {
          @Override
          public void begin(String what, long total) {}

          @Override
          public void at(long position) {}

          @Override
          public void end() {}
        };
  }

  /** An empty database; its data is discarded on close. */
  public static EmbeddedDynamoDb inMemory(List<TableDefinition> tables) {
    return start(tables, Optional.empty(), Optional.empty(), ProgressListener.SILENT);
  }

  /** A database filled from the journal; further writes are appended to the journal. */
  public static EmbeddedDynamoDb keptIn(
      Path journal, List<TableDefinition> tables, ProgressListener loading) {
    return start(tables, Optional.of(journal), Optional.of(journal), loading);
  }

  /** A database filled from the journal; further writes are discarded on close. */
  public static EmbeddedDynamoDb copyOf(
      Path journal, List<TableDefinition> tables, ProgressListener loading) {
    return start(tables, Optional.of(journal), Optional.empty(), loading);
  }

  private static EmbeddedDynamoDb start(
      List<TableDefinition> tables,
      Optional<Path> from,
      Optional<Path> into,
      ProgressListener loading) {
    Optional<WriteJournal.State> state = from.map(path -> read(path, tables, loading));
    boolean telemetryDisabled = true;
    AmazonDynamoDBLocal local = DynamoDBEmbedded.create(telemetryDisabled);
    try {
      DynamoDbClient plain = local.dynamoDbClient();
      tables.forEach(table -> plain.createTable(creating(table)));
      Optional<WriteJournal> journal =
          into.map(
              path -> {
                state
                    .filter(WriteJournal.State::worthCompacting)
                    .ifPresent(it -> WriteJournal.compact(path, it));
                return WriteJournal.open(path);
              });
      StoredTables stored =
          new StoredTables(plain, state.map(WriteJournal.State::images).orElse(Map.of()), loading);
      return new EmbeddedDynamoDb(local, new JournaledDynamoDb(plain, journal, stored), tables);
    } catch (RuntimeException e) {
      local.shutdown();
      throw e;
    }
  }

  /** The client for the handlers; thread-safe. */
  public DynamoDbClient client() {
    return client;
  }

  /** Reports every write from now on. */
  public void setListener(TableChange.ChangeListener listener) {
    client.setListener(write -> listener.accept(change(write)));
  }

  private TableChange change(WriteJournal.Write write) {
    Map<String, AttributeValue> item =
        switch (write) {
          case WriteJournal.Write.Put put -> put.item();
          case WriteJournal.Write.Delete delete -> delete.key();
        };
    TableDefinition.Key key = keys.getOrDefault(write.table(), NO_KEY);
    Map<String, AttributeValue> own = new HashMap<>(item);
    own.keySet()
        .retainAll(
            Stream.concat(Stream.of(key.partition()), key.sort().stream())
                .collect(Collectors.toSet()));
    return new TableChange(
        write.table(),
        write instanceof WriteJournal.Write.Put ? "MODIFY" : "REMOVE",
        ItemJson.of(own));
  }

  /** The number of writing calls since the start; shows the speed of the system. */
  public long writeCount() {
    return client.writeCount();
  }

  @Override
  public void close() {
    client.close();
    local.shutdown();
  }

  private static WriteJournal.State read(
      Path journal, List<TableDefinition> tables, ProgressListener loading) {
    loading.begin("reading the journal", WriteJournal.size(journal));
    try {
      return WriteJournal.read(journal, tables, loading::at);
    } finally {
      loading.end();
    }
  }

  private static CreateTableRequest creating(TableDefinition table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(table.key()))
            .attributeDefinitions(
                table.attributeTypes().entrySet().stream()
                    .map(
                        it ->
                            AttributeDefinition.builder()
                                .attributeName(it.getKey())
                                .attributeType(it.getValue())
                                .build())
                    .toList());
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(
          table.indexes().stream().map(EmbeddedDynamoDb::creating).toList());
    }
    return request.build();
  }

  private static GlobalSecondaryIndex creating(TableDefinition.Index index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projection());
    if (!index.included().isEmpty()) {
      projection.nonKeyAttributes(index.included());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection.build())
        .build();
  }

  private static List<KeySchemaElement> schema(TableDefinition.Key key) {
    List<KeySchemaElement> schema = new ArrayList<>();
    schema.add(element(key.partition(), KeyType.HASH));
    key.sort().ifPresent(sort -> schema.add(element(sort, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
