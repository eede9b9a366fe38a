// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.journal.AppendOnlyFile;
import io.inventorybridge.local.s3.StoredObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log of stored objects and sent events that are not yet handled, so that a kill loses no event.
 * Records: {@code storing} before an object is stored, {@code raised} after it, {@code givenUp}
 * when storing failed, {@code sent} when an event was put on a bus, {@code handled} when every
 * target has handled its event. Without a file nothing is kept. Thread-safe.
 */
final class EventLog implements AutoCloseable {
  private final Optional<AppendOnlyFile> file;

  private EventLog(Optional<AppendOnlyFile> file) {
    this.file = file;
  }

  /** An event, named by its id. */
  record RaisedEvent(String id, TriggerEvent event) {}

  /** The open work: events to handle, and objects that may or may not have been stored. */
  record Unfinished(List<RaisedEvent> events, List<InterruptedStore> interrupted) {}

  static EventLog withoutFile() {
    return new EventLog(Optional.empty());
  }

  /** Opens a log that holds only unfinished work. */
  static EventLog keptIn(Path path, Unfinished unfinished) {
    List<String> records = new ArrayList<>();
    unfinished.events().forEach(event -> records.add(raised(event)));
    unfinished.interrupted().forEach(it -> records.add(storing(it)));
    AppendOnlyFile.replace(path, records.iterator());
    return new EventLog(Optional.of(AppendOnlyFile.open(path)));
  }

  static Unfinished unfinished(Path path) {
    Map<String, RaisedEvent> events = new LinkedHashMap<>();
    Map<String, InterruptedStore> interrupted = new LinkedHashMap<>();
    AppendOnlyFile.read(
        path,
        (number, record) -> {
          JsonNode node = parsed(record);
          String bucket = node.path("bucket").asText();
          String key = node.path("key").asText();
          switch (node.path("what").asText()) {
            case "storing" ->
                interrupted.put(
                    bucket + '/' + key, new InterruptedStore(bucket, key, operation(node)));
            case "givenUp" -> interrupted.remove(bucket + '/' + key);
            case "sent" -> {
              String id = node.path("id").asText();
              events.put(
                  id,
                  new RaisedEvent(
                      id, new TriggerEvent.Sent(node.path("bus").asText(), node.path("event"))));
            }
            case "raised" -> {
              interrupted.remove(bucket + '/' + key);
              StoredObject object =
                  new StoredObject(
                      bucket,
                      key,
                      node.path("etag").asText(),
                      node.path("size").asLong(),
                      Instant.parse(node.path("time").asText()),
                      operation(node));
              String id = node.path("id").asText();
              events.put(id, new RaisedEvent(id, new TriggerEvent.Stored(object)));
            }
            default -> events.remove(node.path("id").asText());
          }
        },
        position -> {});
    return new Unfinished(List.copyOf(events.values()), List.copyOf(interrupted.values()));
  }

  void storing(String bucket, String key, StoredObject.Operation operation) {
    append(storing(new InterruptedStore(bucket, key, operation)));
  }

  void givenUp(String bucket, String key) {
    append(node("givenUp").put("bucket", bucket).put("key", key));
  }

  void raised(String id, TriggerEvent occurrence) {
    append(raised(new RaisedEvent(id, occurrence)));
  }

  void handled(String id) {
    append(node("handled").put("id", id));
  }

  @Override
  public void close() {
    file.ifPresent(AppendOnlyFile::close);
  }

  private void append(ObjectNode record) {
    append(text(record));
  }

  private void append(String record) {
    file.ifPresent(it -> it.append(record));
  }

  private static String raised(RaisedEvent event) {
    return text(
        switch (event.event()) {
          case TriggerEvent.Stored stored -> {
            StoredObject object = stored.object();
            yield node("raised")
                .put("id", event.id())
                .put("bucket", object.bucket())
                .put("key", object.key())
                .put("etag", object.etag())
                .put("size", object.size())
                .put("time", object.time().toString())
                .put("operation", object.operation().name());
          }
          case TriggerEvent.Sent sent -> {
            ObjectNode record = node("sent").put("id", event.id()).put("bus", sent.bus());
            record.set("event", sent.event());
            yield record;
          }
        });
  }

  private static String storing(InterruptedStore storing) {
    return text(
        node("storing")
            .put("bucket", storing.bucket())
            .put("key", storing.key())
            .put("operation", storing.operation().name()));
  }

  private static StoredObject.Operation operation(JsonNode node) {
    return StoredObject.Operation.valueOf(node.path("operation").asText());
  }

  private static ObjectNode node(String what) {
    return JsonNodeFactory.instance.objectNode().put("what", what);
  }

  private static String text(ObjectNode record) {
    return new String(JsonCodec.bytes(record), StandardCharsets.UTF_8);
  }

  private static JsonNode parsed(String record) {
    try {
      return JsonCodec.read(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "not a record of the event log: " + e.getOriginalMessage(), e);
    }
  }
}
