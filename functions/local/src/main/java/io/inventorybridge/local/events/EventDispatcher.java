// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.journal.PrivateFiles;
import io.inventorybridge.local.journal.UnwrittenRecord;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.s3.StoringListener;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.WaitStrategy;
import io.inventorybridge.local.template.StackTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Delivers the events of the bucket and of the buses to the functions and state machines that the
 * template declares for them. Each event is delivered at least once, on a bounded number of
 * threads. An event counts as handled only when every target has handled it or failed finally.
 * Events not handled when the process ended are delivered again at the next start. An event that
 * fails while the disk is full is delivered again when there is room. Thread-safe.
 */
public final class EventDispatcher implements StoringListener, AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
  private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMillis(500);

  private final EventTargets targets;
  private final EventLog log;
  private final EventLog.Unfinished unfinished;
  private final Optional<Path> deadLetters;
  private final Consumer<FailedEvent> onFailure;
  private final Clock clock;
  private final RoomOnDisk room;
  private final ThreadPoolExecutor workers;
  private final List<FailedEvent> failed = new ArrayList<>();
  private final Object quiet = new Object();
  private final AtomicBoolean toldOfFullDisk = new AtomicBoolean();
  private int open;
  private volatile boolean closing;

  /**
   * @param directory where unhandled events and dead letters are kept; without it they are lost on
   *     close
   * @param onFailure receives every event that failed finally, on the worker's thread
   */
  public EventDispatcher(
      StackTemplate template,
      Map<String, LocalFunction> functions,
      Optional<Path> directory,
      int threads,
      WaitStrategy pause,
      Clock clock,
      Consumer<FailedEvent> onFailure) {
    this.targets = new EventTargets(template, functions, pause, clock);
    this.deadLetters = directory.map(it -> it.resolve("dead-letters"));
    Optional<Path> file = directory.map(it -> it.resolve("events.journal"));
    this.unfinished =
        file.map(EventLog::unfinished)
            .orElseGet(() -> new EventLog.Unfinished(List.of(), List.of()));
    this.log = file.map(it -> EventLog.keptIn(it, unfinished)).orElseGet(EventLog::withoutFile);
    this.onFailure = onFailure;
    this.clock = clock;
    this.room = new RoomOnDisk(directory);
    AtomicInteger number = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "events-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Resumes the events that the last process left unhandled.
   *
   * @param stored finds an object whose write was interrupted: empty when it was not stored
   * @return the number of events
   */
  public int resume(Function<InterruptedStore, Optional<StoredObject>> stored) {
    int resumed = 0;
    for (EventLog.RaisedEvent event : unfinished.events()) {
      dispatch(event.id(), event.event(), targets.routes(event.event()));
      resumed++;
    }
    for (InterruptedStore interrupted : unfinished.interrupted()) {
      Optional<StoredObject> object = stored.apply(interrupted);
      if (object.isPresent()) {
        stored(object.get());
        resumed++;
      } else {
        log.givenUp(interrupted.bucket(), interrupted.key());
      }
    }
    return resumed;
  }

  @Override
  public void storing(String bucket, String key, StoredObject.Operation operation) {
    if (hasTarget(bucket, key, operation)) {
      log.storing(bucket, key, operation);
    }
  }

  @Override
  public void storingFailed(String bucket, String key) {
    log.givenUp(bucket, key);
  }

  @Override
  public void stored(StoredObject object) {
    raise(UUID.randomUUID().toString(), new TriggerEvent.Stored(object));
  }

  /** Puts an event on a bus of the template and adds EventBridge's own fields to it. */
  public void send(String bus, String source, String detailType, JsonNode detail) {
    String id = UUID.randomUUID().toString();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0").put("id", id).put("detail-type", detailType).put("source", source);
    event.put("account", StackTemplate.ACCOUNT);
    event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", StackTemplate.REGION);
    event.putArray("resources");
    event.set("detail", detail);
    raise(id, new TriggerEvent.Sent(bus, event));
  }

  private void raise(String id, TriggerEvent occurrence) {
    List<EventTargets.Route> routes = targets.routes(occurrence);
    if (!routes.isEmpty()) {
      log.raised(id, occurrence);
      dispatch(id, occurrence, routes);
    }
  }

  /**
   * Runs a state machine to its end on this thread, without an event of its own.
   *
   * @param pause implements its Wait states and retry delays
   */
  public StateMachineInterpreter.ExecutionOutcome execute(
      String machine, String name, Object input, WaitStrategy pause) throws InterruptedException {
    return targets.execute(machine, name, input, pause);
  }

  /** Waits until no event is waiting or being handled. */
  public void awaitQuiet() throws InterruptedException {
    synchronized (quiet) {
      while (open > 0) {
        quiet.wait();
      }
    }
  }

  /** Waits until the dispatcher is quiet, at most this long; false on timeout. */
  public boolean awaitQuiet(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (quiet) {
      while (open > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        quiet.wait(left);
      }
      return true;
    }
  }

  /** The events that failed finally since the start, in the order of failing. */
  public List<FailedEvent> failedEvents() {
    synchronized (failed) {
      return List.copyOf(failed);
    }
  }

  /** Takes no more events and waits for running ones; the rest waits for the next start. */
  @Override
  public void close() {
    closing = true;
    workers.getQueue().clear();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        workers.shutdownNow();
        System.err.println("functions are still running; their events will be repeated");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }

  private boolean hasTarget(String bucket, String key, StoredObject.Operation operation) {
    return !targets
        .routes(
            new TriggerEvent.Stored(
                new StoredObject(bucket, key, "", 0, clock.instant(), operation)))
        .isEmpty();
  }

  private void dispatch(String id, TriggerEvent occurrence, List<EventTargets.Route> routes) {
    synchronized (quiet) {
      open++;
    }
    AtomicInteger left = new AtomicInteger(routes.size());
    if (routes.isEmpty()) {
      workers.execute(() -> handledWithoutTarget(id));
    }
    for (EventTargets.Route route : routes) {
      try {
        workers.execute(() -> handle(id, occurrence, route, left));
      } catch (RejectedExecutionException e) {
        // The dispatcher closes: the event is in the log and is delivered at the next start.
        synchronized (quiet) {
          open--;
          quiet.notifyAll();
        }
        return;
      }
    }
  }

  // The template of this start has no target for an event of an earlier one.
  private void handledWithoutTarget(String id) {
    try {
      handled(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(
      String id, TriggerEvent occurrence, EventTargets.Route route, AtomicInteger left) {
    Optional<EventTargets.Failure> failure;
    try {
      failure = deliver(id, occurrence, route);
      while (failure.isPresent() && !closing && room.isExhausted()) {
        waitForRoom("delivers the event of " + occurrence.subject());
        failure = deliver(id, occurrence, route);
      }
      if (failure.isPresent() && closing) {
        // The failure may come from the shutdown: the next start repeats the event.
        return;
      }
      failure.ifPresent(it -> failed(id, occurrence, route, it));
      if (left.decrementAndGet() == 0) {
        handled(id);
      }
    } catch (InterruptedException e) {
      // The dispatcher closes: the next start repeats the event.
      Thread.currentThread().interrupt();
    }
  }

  private Optional<EventTargets.Failure> deliver(
      String id, TriggerEvent occurrence, EventTargets.Route route) throws InterruptedException {
    try {
      return targets.deliver(route, id, occurrence);
    } catch (RuntimeException | Error e) {
      return Optional.of(
          new EventTargets.Failure(
              e.getClass().getName(), String.valueOf(e.getMessage()), Optional.empty()));
    }
  }

  private void handled(String id) throws InterruptedException {
    while (true) {
      try {
        log.handled(id);
        break;
      } catch (UnwrittenRecord e) {
        if (closing) {
          return;
        }
        waitForRoom("records that an event is handled");
      }
    }
    synchronized (quiet) {
      open--;
      quiet.notifyAll();
    }
  }

  private void waitForRoom(String what) throws InterruptedException {
    if (toldOfFullDisk.compareAndSet(false, true)) {
      System.err.println(
          "inventory: the disk is full; make room, then the system %s by itself".formatted(what));
    }
    Thread.sleep(UNTIL_THERE_IS_ROOM);
    if (!room.isExhausted()) {
      toldOfFullDisk.set(false);
    }
  }

  private void failed(
      String id, TriggerEvent occurrence, EventTargets.Route route, EventTargets.Failure failure) {
    FailedEvent event =
        new FailedEvent(
            id,
            route.target(),
            occurrence.subject(),
            failure.error(),
            failure.reason(),
            clock.instant());
    if (deadLetters.isPresent() && failure.deadLetter().isPresent()) {
      writeDeadLetter(deadLetters.get(), event, failure.deadLetter().get());
    }
    synchronized (failed) {
      failed.add(event);
    }
    onFailure.accept(event);
  }

  private static void writeDeadLetter(Path directory, FailedEvent event, byte[] payload) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("at", event.at().toString());
    letter.put("function", event.target());
    letter.put("error", event.error());
    letter.put("reason", event.reason());
    letter.set("event", JsonCodec.MAPPER.valueToTree(EventTargets.text(payload)));
    try {
      PrivateFiles.createDirectories(directory);
      Files.write(
          directory.resolve(event.target() + "-" + event.id() + ".json"), JsonCodec.bytes(letter));
    } catch (IOException e) {
      System.err.println("cannot keep a dead letter in " + directory + ": " + e.getMessage());
    }
  }
}
