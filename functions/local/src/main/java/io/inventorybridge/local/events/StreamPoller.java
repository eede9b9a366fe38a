// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.dynamodb.TableChange;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.template.StackTemplate;
import io.inventorybridge.local.template.StackTemplate.TableStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Calls the functions of the template with the changes of their tables, as DynamoDB's streams do:
 * each stream has one call at a time, with all changes since the last one. It collects no longer,
 * because the function itself waits for more changes. A call that fails is repeated as the template
 * says, then its changes are left out. Changes of a process that ended are left out as well.
 */
public final class StreamPoller implements TableChange.ChangeListener, AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
  private static final int MOST_RECORDS = 10_000;

  private final List<FollowedStream> streams = new ArrayList<>();
  private final Clock clock;

  public StreamPoller(StackTemplate template, Map<String, LocalFunction> functions, Clock clock) {
    this.clock = clock;
    for (StackTemplate.Function function : template.functions()) {
      LocalFunction called = functions.get(function.name());
      if (called != null) {
        function.streams().forEach(stream -> streams.add(new FollowedStream(stream, called)));
      }
    }
  }

  @Override
  public void accept(TableChange change) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("eventID", UUID.randomUUID().toString()).put("eventName", change.name());
    record.put("eventSource", "aws:dynamodb").put("awsRegion", StackTemplate.REGION);
    ObjectNode detail = record.putObject("dynamodb");
    detail.put("ApproximateCreationDateTime", clock.millis() / 1_000.0);
    detail.set("Keys", change.keys());
    streams.forEach(stream -> stream.offer(change.table(), record));
  }

  /** Takes no more changes and waits for running calls. */
  @Override
  public void close() {
    streams.forEach(FollowedStream::end);
    streams.forEach(FollowedStream::awaitEnd);
  }

  /** One stream and the function that it calls. */
  private static final class FollowedStream {
    private final TableStream declared;
    private final List<EventPattern> patterns;
    private final LocalFunction function;
    private final LinkedBlockingQueue<ObjectNode> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean ended;

    FollowedStream(TableStream declared, LocalFunction function) {
      this.declared = declared;
      this.patterns = declared.patterns().stream().map(EventPattern::new).toList();
      this.function = function;
      this.thread =
          Thread.ofPlatform().daemon().name("stream-" + declared.table()).start(this::run);
    }

    void offer(String table, ObjectNode record) {
      if (table.equals(declared.table())
          && (patterns.isEmpty() || patterns.stream().anyMatch(it -> it.matches(record)))) {
        waiting.add(record);
      }
    }

    private void run() {
      try {
        while (!ended) {
          ObjectNode first = waiting.poll(1, TimeUnit.SECONDS);
          if (first != null) {
            List<ObjectNode> records = new ArrayList<>(List.of(first));
            waiting.drainTo(records, MOST_RECORDS - 1);
            call(records);
          }
        }
      } catch (InterruptedException e) {
        // The system closes.
        Thread.currentThread().interrupt();
      }
    }

    private void call(List<ObjectNode> records) {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.putArray("Records").addAll(records);
      byte[] sent = JsonCodec.bytes(event);
      for (int attempt = 0; !ended; attempt++) {
        try {
          byte[] ignored = function.invoke(sent, UUID.randomUUID().toString());
          return;
        } catch (FunctionError e) {
          if (declared.retries() >= 0 && attempt >= declared.retries()) {
            System.err.println(
                "inventory: %s left changes out: %s".formatted(e.type(), e.reason()));
            return;
          }
        }
      }
    }

    void end() {
      ended = true;
    }

    void awaitEnd() {
      try {
        if (!thread.join(LONGEST_STOP)) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
