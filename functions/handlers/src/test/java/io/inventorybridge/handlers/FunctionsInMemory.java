// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.faults.CrashInjector;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.FileStore.Created;
import io.inventorybridge.support.files.FileStore.Replaced;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionPorts;
import io.inventorybridge.wiring.FunctionWiring;
import io.inventorybridge.wiring.InMemoryFunctionPorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * All functions on ports in memory, connected by the events of stored files as in template.yaml.
 * Events wait until the test handles them, in any order.
 */
final class FunctionsInMemory {
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

  private final List<String> events = new ArrayList<>();
  private final UnlimitedContext lasting = new UnlimitedContext();
  private final FunctionPorts ports;
  private Instant now = BEGIN;

  FunctionsInMemory() {
    InstantSource source = () -> now;
    ports = raising(new InMemoryFunctionPorts(source.withZone(ZoneOffset.UTC)));
  }

  /**
   * @param page number of records per page of a ledger scan
   */
  FunctionsInMemory(int page) {
    InstantSource source = () -> now;
    ports = raising(new InMemoryFunctionPorts(source.withZone(ZoneOffset.UTC), page));
  }

  /** The wiring of a process that dies as planned. */
  FunctionWiring wiring(CrashInjector crashes) {
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    return new FunctionWiring(
        new FunctionEnvironment(Map.of()),
        watched(crashes),
        BoundedParallelism.ONE,
        BackoffPolicy.NONE,
        clock);
  }

  FunctionWiring wiring() {
    return wiring(CrashInjector.never());
  }

  /** Drops a file one minute after the previous one; its event waits. */
  void drop(String key, String content, Map<String, String> metadata) {
    drop(key, content.getBytes(StandardCharsets.UTF_8), metadata);
  }

  void drop(String key, byte[] content, Map<String, String> metadata) {
    now = now.plus(Duration.ofMinutes(1));
    ports.files().put(key, Content.of(content), metadata);
  }

  void catalog(String... upcas) {
    StringBuilder csv = new StringBuilder("upca,productId\n");
    for (String upca : upcas) {
      csv.append(upca).append(",v").append(upca).append('\n');
    }
    drop("catalog/catalog.csv", csv.toString(), Map.of());
  }

  /** Stores the settings of the installation. */
  void settings(String document) {
    ports
        .files()
        .put(
            "settings/in-force/installation.json",
            Content.of(document.getBytes(StandardCharsets.UTF_8)),
            Map.of());
  }

  void facilities(String... ids) {
    StringBuilder csv = new StringBuilder("facilityId\n");
    for (String id : ids) {
      csv.append(id).append('\n');
    }
    drop("facilities/facilities.csv", csv.toString(), Map.of());
  }

  /** Drops rows written as {@code "NY 11 12"}: store, product, quantity. */
  void delta(String folder, String snapshot, String... rows) {
    StringBuilder csv = new StringBuilder("facilityId,idType,idValue,availableQty,locationSeqId\n");
    for (String row : rows) {
      String[] cells = row.split(" ");
      csv.append("%s,UPCA,%s,%s,\n".formatted(cells[0], cells[1], cells[2]));
    }
    drop(
        "incoming/" + folder + "/" + snapshot.replace(":", "") + ".csv",
        csv.toString(),
        Map.of("snapshot-time", snapshot));
  }

  /** Handles every event and its consequences, in order of occurrence. */
  void settle() {
    settle(waiting -> 0);
  }

  /** Handles events in another order; an event whose handler dies is handled again. */
  void settle(ToIntFunction<List<String>> next) {
    while (!events.isEmpty()) {
      handle(wiring(), events.remove(next.applyAsInt(events)));
    }
  }

  boolean isQuiet() {
    return events.isEmpty();
  }

  List<String> waiting() {
    return List.copyOf(events);
  }

  /** Handles one event in a process that may die; the event is then kept. */
  void handleNext(FunctionWiring wiring, int index) {
    String event = events.get(index);
    handle(wiring, event);
    events.remove(event);
  }

  private void handle(FunctionWiring wiring, String key) {
    var event = FunctionsOnTables.event(key);
    if (key.startsWith("incoming/")) {
      new FilterDeltaHandler(wiring).handleRequest(event, lasting);
    } else if (key.startsWith("reset/")) {
      new ComputeVarianceHandler(wiring).handleRequest(event, lasting);
    } else if (key.startsWith("variance/")) {
      resetBeforeVariance(wiring, key);
    } else if (key.startsWith("catalog/")) {
      new ImportCatalogHandler(wiring).handleRequest(event, lasting);
    } else if (key.startsWith("facilities/")) {
      new ImportFacilitiesHandler(wiring).handleRequest(event, lasting);
    } else if (key.startsWith("orders/")) {
      new RecordOrdersHandler(wiring).handleRequest(FunctionsOnTables.plain(key), lasting);
    } else {
      new BackfillHandler(wiring).handleRequest(event, lasting);
    }
  }

  private void resetBeforeVariance(FunctionWiring wiring, String key) {
    String[] path = key.split("/", -1);
    Map<String, Object> part = Map.of("delivery", path[1], "part", path[2], "attempt", "attempt-1");
    Map<String, Object> settle = new HashMap<>(part);
    settle.put(
        "reset",
        toItsEnd(part, task -> new ImportResetHandler(wiring).handleRequest(task, lasting)));
    settle.put(
        "variance",
        toItsEnd(part, task -> new ImportVarianceHandler(wiring).handleRequest(task, lasting)));
    Object status = new SettlePartHandler(wiring).handleRequest(settle, lasting).get("status");
    if ("SWEEP".equals(status)) {
      Map<String, Object> sweep = new HashMap<>(part);
      sweep.putAll(Map.of("cursor", "", "keys", 0));
      do {
        sweep.putAll(new SweepLoadHandler(wiring).handleRequest(sweep, lasting));
      } while (!Boolean.TRUE.equals(sweep.get("done")));
    }
  }

  private interface Step {
    Map<String, Object> run(Map<String, Object> task);
  }

  private static Object toItsEnd(Map<String, Object> part, Step step) {
    Map<String, Object> task = new HashMap<>(part);
    task.putAll(Map.of("next", 0, "totals", Map.of()));
    do {
      task.putAll(step.run(task));
    } while (!Boolean.TRUE.equals(task.get("done")));
    return task.get("totals");
  }

  ProductState stateOf(String upc) {
    return wiring().productStates().stateOf(CanonicalUpc.of(upc));
  }

  long onHand(String store, String upc) {
    return record(StockKey.of(store, upc)).onHand().units();
  }

  /** The part of the ledger that equal facts must make equal: numbers and baseline by key. */
  Map<StockKey, String> ledger(Collection<StockKey> keys) {
    Map<StockKey, String> all = new TreeMap<>();
    for (StockKey key : keys) {
      StockRecord record = record(key);
      StockBaseline baseline = record.settled().baseline();
      all.put(
          key,
          "%s settled %s reserved %s, %s at %s, pending %s"
              .formatted(
                  record.onHand(),
                  record.settledOnHand(),
                  record.reserved(),
                  baseline.quantity(),
                  baseline.snapshot(),
                  record.pending()));
    }
    return all;
  }

  private StockRecord record(StockKey key) {
    StockLedger ledger = ports.ledger();
    return ledger.find(key).orElseGet(() -> StockRecord.initial(key, ledger.floor(key.facility())));
  }

  FileStore files() {
    return ports.files();
  }

  private FunctionPorts watched(CrashInjector crashes) {
    return (FunctionPorts)
        Proxy.newProxyInstance(
            FunctionPorts.class.getClassLoader(),
            new Class<?>[] {FunctionPorts.class},
            (proxy, method, arguments) ->
                watched(crashes, method.getReturnType(), method.invoke(ports)));
  }

  private static <T> T watched(CrashInjector crashes, Class<T> type, Object port) {
    return crashes.watch(type, type.cast(port));
  }

  private FunctionPorts raising(FunctionPorts quiet) {
    FileStore files = raising(quiet.files());
    return (FunctionPorts)
        Proxy.newProxyInstance(
            FunctionPorts.class.getClassLoader(),
            new Class<?>[] {FunctionPorts.class},
            (proxy, method, arguments) ->
                method.getName().equals("files") ? files : method.invoke(quiet));
  }

  private FileStore raising(FileStore quiet) {
    return (FileStore)
        Proxy.newProxyInstance(
            FileStore.class.getClassLoader(),
            new Class<?>[] {FileStore.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(quiet, arguments);
                stored(method, arguments, answer, this::raise);
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void stored(
      Method method, Object[] arguments, Object answer, Consumer<String> raise) {
    switch (method.getName()) {
      case "put" -> raise.accept((String) arguments[0]);
      case "copy" -> raise.accept((String) arguments[1]);
      case "create" -> {
        if (answer instanceof Created) {
          raise.accept((String) arguments[0]);
        }
      }
      case "replace" -> {
        if (answer instanceof Replaced replaced) {
          raise.accept(replaced.file().key());
        }
      }
      default -> {}
    }
  }

  private void raise(String key) {
    boolean concerns =
        List.of("incoming/", "catalog/", "facilities/", "orders/", "variance/", "backfill/")
                .stream()
                .anyMatch(key::startsWith)
            || (key.startsWith("reset/") && key.endsWith(".csv"))
            || key.equals("index/catalog.idx")
            || key.equals("index/facilities.json");
    if (concerns) {
      events.add(key);
    }
  }
}
