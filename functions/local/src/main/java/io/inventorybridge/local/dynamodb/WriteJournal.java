// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.journal.AppendOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The acknowledged writes of all tables, one record per call: {@code
 * [["PUT","StockTable",{item}],["DELETE","FactTable",{key}]]}. Because a call is one record, a
 * transaction is journaled entirely or not at all. A later image replaces an earlier one.
 */
final class WriteJournal implements AutoCloseable {
  private static final String PUT = "PUT";
  private static final String DELETE = "DELETE";
  // Below this number of outdated records a rewrite costs more than it saves.
  private static final long WORTH_COMPACTING = 1_000;

  private final AppendOnlyFile file;

  private WriteJournal(AppendOnlyFile file) {
    this.file = file;
  }

  /** One write to one item. */
  sealed interface Write {
    String table();

    /** The new state of the item. */
    record Put(String table, Map<String, AttributeValue> item) implements Write {}

    /** The item was deleted. */
    record Delete(String table, Map<String, AttributeValue> key) implements Write {}
  }

  static WriteJournal open(Path file) {
    return new WriteJournal(AppendOnlyFile.open(file));
  }

  void append(List<Write> writes) {
    if (writes.isEmpty()) {
      return;
    }
    ArrayNode record = JsonNodeFactory.instance.arrayNode();
    for (Write write : writes) {
      switch (write) {
        case Write.Put put -> record.add(entry(PUT, put.table(), ItemJson.of(put.item())));
        case Write.Delete delete ->
            record.add(entry(DELETE, delete.table(), ItemJson.of(delete.key())));
      }
    }
    file.append(text(record));
  }

  /** Writes the record that a full disk did not take, if there is one. */
  void writeWaiting() {
    file.writeWaiting();
  }

  @Override
  public void close() {
    file.close();
  }

  /** The latest image of every item, by table, and the number of images read to get there. */
  record State(Map<String, Map<String, String>> images, long replayed) {
    long items() {
      return images.values().stream().mapToLong(Map::size).sum();
    }

    boolean worthCompacting() {
      long outdated = replayed - items();
      return outdated > WORTH_COMPACTING && outdated > items() / 2;
    }
  }

  /**
   * Reads the whole journal.
   *
   * @param tables the tables that may occur
   * @throws IllegalStateException when the journal holds another table
   */
  static State read(Path path, List<TableDefinition> tables, LongConsumer progress) {
    Map<String, TableDefinition> known =
        tables.stream().collect(Collectors.toMap(TableDefinition::name, table -> table));
    Map<String, Map<String, String>> images = new LinkedHashMap<>();
    tables.forEach(table -> images.put(table.name(), new LinkedHashMap<>()));
    long[] replayed = new long[1];
    AppendOnlyFile.read(
        path,
        (number, record) -> {
          for (JsonNode entry : parsed(record)) {
            String name = entry.get(1).textValue();
            TableDefinition table =
                Optional.ofNullable(known.get(name))
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "%s, line %d: the template has no table %s"
                                    .formatted(path, number, name)));
            JsonNode image = entry.get(2);
            Map<String, String> ofTable =
                images.computeIfAbsent(name, absent -> new LinkedHashMap<>());
            if (entry.get(0).textValue().equals(PUT)) {
              ofTable.put(key(table, image), text(image));
            } else {
              ofTable.remove(key(table, image));
            }
            replayed[0]++;
          }
        },
        progress);
    return new State(images, replayed[0]);
  }

  /** Replaces the journal with the state that it led to. */
  static void compact(Path path, State state) {
    Iterator<String> records =
        state.images().entrySet().stream()
            .flatMap(
                table ->
                    table.getValue().values().stream()
                        .map(image -> "[[\"PUT\",\"" + table.getKey() + "\"," + image + "]]"))
            .iterator();
    AppendOnlyFile.replace(path, records);
  }

  static long size(Path path) {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(TableDefinition table, JsonNode image) {
    String partition = image.get(table.key().partition()).toString();
    return table.key().sort().map(sort -> partition + image.get(sort)).orElse(partition);
  }

  private static ArrayNode entry(String kind, String table, ObjectNode image) {
    return JsonNodeFactory.instance.arrayNode().add(kind).add(table).add(image);
  }

  private static String text(JsonNode node) {
    return new String(JsonCodec.bytes(node), StandardCharsets.UTF_8);
  }

  static JsonNode parsed(String document) {
    try {
      return JsonCodec.read(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a journal record: " + e.getOriginalMessage(), e);
    }
  }
}
