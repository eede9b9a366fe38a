// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.handlers.BackfillHandler;
import io.inventorybridge.handlers.ComputeVarianceHandler;
import io.inventorybridge.handlers.DecideDeliveryHandler;
import io.inventorybridge.handlers.DecideInputsHandler;
import io.inventorybridge.handlers.DeclareKnownHandler;
import io.inventorybridge.handlers.FilterDeltaHandler;
import io.inventorybridge.handlers.ImportCatalogHandler;
import io.inventorybridge.handlers.ImportFacilitiesHandler;
import io.inventorybridge.handlers.ImportResetHandler;
import io.inventorybridge.handlers.ImportVarianceHandler;
import io.inventorybridge.handlers.QuarantinePartHandler;
import io.inventorybridge.handlers.RecordOrdersHandler;
import io.inventorybridge.handlers.SettlePartHandler;
import io.inventorybridge.handlers.SweepLoadHandler;
import io.inventorybridge.handlers.UndoDeliveryHandler;
import io.inventorybridge.local.statemachine.ExecutionError;
import io.inventorybridge.local.statemachine.StateMachineDefinition;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionPorts;
import io.inventorybridge.wiring.FunctionWiring;
import io.inventorybridge.wiring.InMemoryFunctionPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Simulates Lambda, Step Functions and the events between them and the bucket, as template.yaml
 * connects them: at least once, in any order, three attempts, then the dead letter queue.
 */
final class SimulatedCloud {
  private static final int MOST_RUNNING = 5;
  private static final int TRIES = 3;
  private static final int PAGE = 2;
  private static final Set<String> IN_FORCE =
      Set.of(ImportingCatalog.INDEX, ImportingFacilities.INDEX);
  private static final List<WorldFault> OUT_OF_TIME = List.of(WorldFault.TIME_RAN_OUT);

  /** Waiting work. */
  private record Waiting(
      String name, String key, int tries, int most, Consumer<FunctionWiring> work) {}

  final InMemoryFunctionPorts store;
  final SimulatedClock clock;
  private final StateMachineDefinition machine;
  private final StateMachineDefinition undoing = LedgerSimulation.undoing();
  private final Random random;
  private final TroublePlan troubles;
  private final WorldTrace trace;
  private final TurnScheduler baton;
  private final FunctionPorts ports;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Waiting> putAside = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Deque<FunctionWiring> warm = new ArrayDeque<>();
  private long runs;

  SimulatedCloud(
      StateMachineDefinition machine,
      SimulatedClock clock,
      Random random,
      TroublePlan troubles,
      Consumer<String> stored,
      WorldTrace trace) {
    this.machine = machine;
    this.clock = clock;
    this.random = random;
    this.troubles = troubles;
    this.trace = trace;
    this.store = new InMemoryFunctionPorts(clock, PAGE);
    store.tokens().rotate(SimulatedTill.TOKEN, "");
    this.baton = new TurnScheduler(random);
    WriteWatch watch =
        new WriteWatch(
            store,
            key -> {
              stored.accept(key);
              event(key);
            });
    this.ports = new TroubledPorts(baton, troubles, clock, watch, trace).around(store);
  }

  /** The bucket as seen from outside. */
  FunctionPorts outside() {
    return ports;
  }

  // ------------------------------------------------------------------ events

  private void event(String key) {
    String folder = key.substring(0, key.indexOf('/') + 1);
    String name = key + "*" + told.size();
    Consumer<FunctionWiring> function =
        switch (folder) {
          case "incoming/" -> on -> run(new FilterDeltaHandler(on), s3Event(key), name);
          case "reset/" -> on -> run(new ComputeVarianceHandler(on), s3Event(key), name);
          case "orders/" -> on -> run(new RecordOrdersHandler(on), plain(key), name);
          case "catalog/" -> on -> run(new ImportCatalogHandler(on), s3Event(key), name);
          case "facilities/" -> on -> run(new ImportFacilitiesHandler(on), s3Event(key), name);
          case "variance/" ->
              on ->
                  execute(
                      machine,
                      name,
                      Map.of("id", name, "detail", Map.of("object", Map.of("key", key))));
          case "backfill/" -> on -> backfill(on, key, name);
          case "index/" -> IN_FORCE.contains(key) ? on -> backfill(on, key, name) : null;
          default -> null;
        };
    if (function != null) {
      told.add(key);
      waiting.add(new Waiting(name, key, 1, TRIES, function));
    }
  }

  private <E> void run(RequestHandler<E, ?> function, E event, String name) {
    function.handleRequest(event, context(name));
  }

  private void backfill(FunctionWiring on, String key, String name) {
    if (key.startsWith(BucketLayout.BACKFILL)) {
      troubles.count(WorldFault.ASKED_AGAIN);
    }
    run(new BackfillHandler(on), s3Event(key), name);
  }

  private static Map<String, Object> plain(String key) {
    return Map.of("Records", List.of(Map.of("s3", Map.of("object", Map.of("key", key)))));
  }

  void orderEvent(OrderVersion version) {
    String name = "order event %s*%d".formatted(version.orderId(), ++runs);
    Map<String, Object> event =
        Map.of(
            "id",
            name,
            "detail-type",
            "OrderVersion",
            "time",
            clock.instant().toString(),
            "detail",
            OrderText.map(version));
    waiting.add(
        new Waiting(
            name, name, 1, TRIES, wiring -> run(new RecordOrdersHandler(wiring), event, name)));
  }

  void declare(String order, Instant at) {
    String name = "declare %s %s*%d".formatted(order, at, ++runs);
    Map<String, Object> event = Map.of("order", order, "at", at.toString(), "notYetReceived", true);
    waiting.add(
        new Waiting(
            name,
            "",
            1,
            Integer.MAX_VALUE,
            wiring -> run(new DeclareKnownHandler(wiring), event, name)));
  }

  /** Delivers an old event again. */
  void tellAgain(int choice) {
    event(told.get(choice % told.size()));
  }

  void sale(String name, Consumer<FunctionWiring> call) {
    waiting.add(new Waiting(name, "", 1, Integer.MAX_VALUE, call));
  }

  /** Executes an operator's decision; after a failure the operator repeats it. */
  void decide(Map<String, Object> decision) {
    String name = decision + "*" + ++runs;
    waiting.add(
        new Waiting(
            name,
            "",
            TRIES,
            TRIES,
            wiring -> new DecideDeliveryHandler(wiring).handleRequest(decision, context(name))));
  }

  /**
   * Executes an operator's decision about inputs; after a failure the operator repeats it.
   *
   * @param around is run with the call itself
   */
  void decideInputs(Map<String, Object> decision, Consumer<Runnable> around) {
    String name = decision + "*" + ++runs;
    waiting.add(
        new Waiting(
            name,
            name,
            1,
            TRIES,
            wiring ->
                around.accept(
                    () -> new DecideInputsHandler(wiring).handleRequest(decision, context(name)))));
  }

  /** Executes the undo of a delivery; the operator repeats it while it is not complete. */
  void undo(DeliveryId delivery) {
    String name = "undo %s*%d".formatted(delivery, ++runs);
    waiting.add(
        new Waiting(
            name,
            "",
            TRIES,
            TRIES,
            on -> execute(undoing, name, Map.of("delivery", delivery.value()))));
  }

  /** Sends dead letters again; false if there are none. */
  boolean redrive() {
    boolean any = false;
    for (Waiting one : putAside) {
      if (one.key().isEmpty()) {
        continue;
      }
      any = true;
      waiting.add(new Waiting(one.name() + "'", one.key(), 1, TRIES, one.work()));
    }
    putAside.clear();
    return any;
  }

  // ------------------------------------------------------------------ running

  boolean isBusy() {
    return !waiting.isEmpty() || baton.running() > 0;
  }

  /** Makes one move. */
  void move() {
    if (!waiting.isEmpty()
        && (baton.running() == 0 || baton.running() < MOST_RUNNING && random.nextInt(10) == 0)) {
      begin();
    } else if (baton.running() > 0) {
      baton.step();
    }
  }

  private void begin() {
    int chosen = random.nextInt(3) == 0 ? random.nextInt(waiting.size()) : 0;
    Waiting one = waiting.get(chosen);
    if (chosen > 0) {
      troubles.count(WorldFault.EVENT_OVERTAKEN);
    }
    if (!one.key().isEmpty() && random.nextInt(25) == 0) {
      troubles.count(WorldFault.EVENT_TWICE);
      waiting.add(new Waiting(one.name() + "+", one.key(), one.tries(), one.most(), one.work()));
    }
    waiting.remove(chosen);
    String name = one.name() + "#" + one.tries();
    trace.tell(() -> clock.instant() + " begins " + name);
    baton.begin(
        name,
        () -> {
          try {
            running(one.work());
            trace.tell(() -> clock.instant() + " ended " + name);
          } catch (FunctionCrash | RuntimeException e) {
            trace.tell(() -> clock.instant() + " failed " + name + ": " + e);
            failed(one);
          }
        });
  }

  private void failed(Waiting one) {
    if (one.tries() < one.most()) {
      waiting.add(new Waiting(one.name(), one.key(), one.tries() + 1, one.most(), one.work()));
    } else {
      putAside.add(one);
    }
  }

  // A failed function is not reused; a successful one waits for the next event.
  private void running(Consumer<FunctionWiring> work) {
    FunctionWiring wiring = warm.isEmpty() ? wiring() : warm.pop();
    work.accept(wiring);
    warm.push(wiring);
  }

  private FunctionWiring wiring() {
    return new FunctionWiring(
        new FunctionEnvironment(Map.of()), ports, new Shuffled(random), backoff(), clock);
  }

  BackoffPolicy backoff() {
    return attempt -> baton.pass();
  }

  private Context context(String run) {
    return new SimulatedInvocation(
        run,
        "run-" + ++runs,
        () -> {
          TurnScheduler.Runner runner = baton.holder();
          return troubles.at(runner.name(), runner.nextCall(), OUT_OF_TIME).isPresent();
        });
  }

  // ------------------------------------------------------------------ the state machine

  private void execute(StateMachineDefinition definition, String name, Map<String, Object> input) {
    StateMachineInterpreter stateMachineInterpreter =
        new StateMachineInterpreter(
            definition,
            this::task,
            time -> {
              clock.pass(Duration.ofMillis(500));
              baton.pass();
            },
            clock,
            random);
    try {
      StateMachineInterpreter.ExecutionOutcome outcome = stateMachineInterpreter.run(name, input);
      trace.tell(() -> "  execution of %s: %s".formatted(name, outcome));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Object task(String function, Object argument) {
    @SuppressWarnings("unchecked") // the arguments in the definition are objects
    Map<String, Object> input = (Map<String, Object>) argument;
    List<Object> answer = new ArrayList<>(1);
    trace.tell(() -> "  %s %s".formatted(function, input));
    try {
      running(wiring -> answer.add(call(function, wiring, input)));
    } catch (FunctionCrash e) {
      throw new ExecutionError("Runtime.ExitError", "died");
    } catch (RuntimeException e) {
      throw new ExecutionError(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
    return answer.getFirst();
  }

  private Map<String, Object> call(
      String function, FunctionWiring wiring, Map<String, Object> input) {
    Context context = context(function);
    return switch (function) {
      case "ImportResetFunction" -> new ImportResetHandler(wiring).handleRequest(input, context);
      case "ImportVarianceFunction" ->
          new ImportVarianceHandler(wiring).handleRequest(input, context);
      case "SettlePartFunction" -> new SettlePartHandler(wiring).handleRequest(input, context);
      case "SweepLoadFunction" -> new SweepLoadHandler(wiring).handleRequest(input, context);
      case "UndoDeliveryFunction" -> new UndoDeliveryHandler(wiring).handleRequest(input, context);
      case "QuarantinePartFunction" -> {
        troubles.count(WorldFault.PART_PUT_ASIDE);
        yield new QuarantinePartHandler(wiring).handleRequest(input, context);
      }
      default -> throw new IllegalStateException("the simulation has no " + function);
    };
  }

  static S3Event s3Event(String key) {
    return new S3Event(
        List.of(
            new S3EventNotificationRecord(
                "eu-central-1",
                "ObjectCreated:Put",
                "aws:s3",
                "2026-03-01T00:00:00.000Z",
                "2.1",
                null,
                null,
                new S3Entity(
                    "c",
                    new S3BucketEntity("bucket", null, "arn:aws:s3:::bucket"),
                    new S3ObjectEntity(key, 1L, "e", null, "0"),
                    "1.0"),
                null)));
  }

  /** Runs the work in the caller's thread, one after the other in random order. */
  private record Shuffled(Random random) implements BoundedParallelism {
    @Override
    public <T, R> List<R> each(List<T> items, Function<T, R> work) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        order.add(i);
      }
      java.util.Collections.shuffle(order, random);
      Map<Integer, R> results = new java.util.HashMap<>();
      order.forEach(i -> results.put(i, work.apply(items.get(i))));
      return java.util.stream.IntStream.range(0, items.size()).mapToObj(results::get).toList();
    }
  }
}
