// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.faults.Crashes;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.Files.Created;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.wiring.Environment;
import io.inventorybridge.wiring.InMemoryPorts;
import io.inventorybridge.wiring.Ports;
import io.inventorybridge.wiring.Wiring;
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
final class Bridge {
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

  private final List<String> events = new ArrayList<>();
  private final Lasting lasting = new Lasting();
  private final Ports ports;
  private Instant now = BEGIN;

  Bridge() {
    InstantSource source = () -> now;
    ports = raising(new InMemoryPorts(source.withZone(ZoneOffset.UTC)));
  }

  /**
   * @param page number of records per page of a ledger scan
   */
  Bridge(int page) {
    InstantSource source = () -> now;
    ports = raising(new InMemoryPorts(source.withZone(ZoneOffset.UTC), page));
  }

  /** The wiring of a process that dies as planned. */
  Wiring wiring(Crashes crashes) {
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    return new Wiring(new Environment(Map.of()), watched(crashes), Lanes.ONE, Backoff.NONE, clock);
  }

  Wiring wiring() {
    return wiring(Crashes.never());
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
  void handleNext(Wiring wiring, int index) {
    String event = events.get(index);
    handle(wiring, event);
    events.remove(event);
  }

  private void handle(Wiring wiring, String key) {
    var event = Installation.event(key);
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
      new RecordOrdersHandler(wiring).handleRequest(Installation.plain(key), lasting);
    } else {
      new BackfillHandler(wiring).handleRequest(event, lasting);
    }
  }

  private void resetBeforeVariance(Wiring wiring, String key) {
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
    return wiring().productStates().stateOf(Upc.of(upc));
  }

  long onHand(String store, String upc) {
    return record(StockKey.of(store, upc)).onHand().units();
  }

  /** The part of the ledger that equal facts must make equal: numbers and baseline by key. */
  Map<StockKey, String> ledger(Collection<StockKey> keys) {
    Map<StockKey, String> all = new TreeMap<>();
    for (StockKey key : keys) {
      StockRecord record = record(key);
      Baseline baseline = record.settled().baseline();
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
    Ledger ledger = ports.ledger();
    return ledger
        .find(key)
        .orElseGet(() -> StockRecord.beginning(key, ledger.floor(key.facility())));
  }

  Files files() {
    return ports.files();
  }

  private Ports watched(Crashes crashes) {
    return (Ports)
        Proxy.newProxyInstance(
            Ports.class.getClassLoader(),
            new Class<?>[] {Ports.class},
            (proxy, method, arguments) ->
                watched(crashes, method.getReturnType(), method.invoke(ports)));
  }

  private static <T> T watched(Crashes crashes, Class<T> type, Object port) {
    return crashes.watch(type, type.cast(port));
  }

  private Ports raising(Ports quiet) {
    Files files = raising(quiet.files());
    return (Ports)
        Proxy.newProxyInstance(
            Ports.class.getClassLoader(),
            new Class<?>[] {Ports.class},
            (proxy, method, arguments) ->
                method.getName().equals("files") ? files : method.invoke(quiet));
  }

  private Files raising(Files quiet) {
    return (Files)
        Proxy.newProxyInstance(
            Files.class.getClassLoader(),
            new Class<?>[] {Files.class},
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
