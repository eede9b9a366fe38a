// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.faults.CrashInjector;
import io.inventorybridge.faults.CrashInjector.When;
import io.inventorybridge.faults.ProcessCrash;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("simulation")
class BackfillTest {
  private static final String LOAD = "2026-11-01T00:00:00Z";
  private static final String DAY2 = "2026-11-02T00:00:00Z";
  private static final String DAY3 = "2026-11-03T00:00:00Z";
  private static final List<StockKey> KEYS =
      List.of(
          StockKey.of("NY", "11"),
          StockKey.of("NY", "22"),
          StockKey.of("LA", "11"),
          StockKey.of("LA", "22"),
          StockKey.of("SF", "11"),
          StockKey.of("SF", "22"));

  private final FunctionsInMemory bridge = new FunctionsInMemory();

  @Test
  void aProductThatComesOnlineHasWhatTheInitialLoadSaidByBothOrders() {
    String[] stores =
        IntStream.rangeClosed(1, 50).mapToObj("S%02d"::formatted).toArray(String[]::new);
    String[] rows =
        IntStream.rangeClosed(1, 50)
            .boxed()
            .flatMap(n -> List.of("S%02d 11 3".formatted(n), "S%02d 22 12".formatted(n)).stream())
            .toArray(String[]::new);
    FunctionsInMemory before = new FunctionsInMemory();
    before.facilities(stores);
    before.catalog("11", "22");
    before.delta("us/initial", LOAD, rows);
    before.settle();
    bridge.facilities(stores);
    bridge.catalog("11");
    bridge.delta("us/initial", LOAD, rows);
    bridge.settle();
    bridge.catalog("11", "22");
    assertThat(total(bridge, stores)).isZero();
    bridge.settle();
    assertThat(total(bridge, stores)).isEqualTo(600);
    assertThat(total(before, stores)).isEqualTo(600);
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.BASED);
    assertThat(before.stateOf("22")).isEqualTo(ProductState.BASED);
    List<StockKey> keys = List.of(stores).stream().map(store -> StockKey.of(store, "22")).toList();
    assertThat(bridge.ledger(keys)).isEqualTo(before.ledger(keys));
  }

  private static long total(FunctionsInMemory bridge, String... stores) {
    return List.of(stores).stream().mapToLong(store -> bridge.onHand(store, "22")).sum();
  }

  @Test
  void untilThenItWaitsForItsBaseline() {
    loadThenTwoDays();
    bridge.catalog("11", "22");
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.NOT_ONLINE);
    bridge.handleNext(bridge.wiring(), 0);
    while (!bridge.isQuiet()) {
      assertThat(bridge.stateOf("22")).isEqualTo(ProductState.AWAITING_BASELINE);
      assertThat(bridge.stateOf("11")).isEqualTo(ProductState.BASED);
      bridge.handleNext(bridge.wiring(), 0);
    }
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.BASED);
    assertThat(bridge.onHand("NY", "22")).isEqualTo(9);
    assertThat(bridge.onHand("LA", "22")).isEqualTo(4);
  }

  @Test
  void aBackfillIsReported() {
    loadThenTwoDays();
    bridge.catalog("11", "22");
    bridge.settle();
    List<StoredFile> reports = bridge.files().list("reports/backfill/");
    assertThat(reports).hasSize(1);
    String report = new String(bridge.files().read(reports.getFirst().key()).orElseThrow());
    assertThat(report)
        .contains("\"upcas\":[\"22\"]", "\"stores\":[]", "-b", "\"original\":\"KEPT\"");
  }

  @Test
  void aBackfillThatHasNothingNewToAskForReadsNothing() {
    loadThenTwoDays();
    bridge.catalog("11", "22");
    bridge.settle();
    int requests = bridge.files().list("backfill/").size();
    bridge.catalog("22");
    bridge.settle();
    bridge.catalog("11", "22");
    bridge.settle();
    assertThat(bridge.files().list("backfill/")).hasSize(requests);
    assertThat(bridge.onHand("NY", "22")).isEqualTo(9);
  }

  @Test
  void deliveriesMissedWhileAProductWasOfflineAreBackfilled() {
    bridge.facilities("NY", "LA");
    bridge.catalog("11", "22");
    bridge.delta("us/initial", LOAD, "NY 11 1", "NY 22 5", "LA 22 6");
    bridge.settle();
    bridge.catalog("11");
    bridge.settle();
    bridge.delta("us", DAY2, "NY 22 7");
    bridge.settle();
    bridge.catalog("11", "22");
    bridge.settle();
    assertThat(bridge.onHand("NY", "22")).isEqualTo(7);
    assertThat(bridge.onHand("LA", "22")).isEqualTo(6);
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.BASED);
  }

  @Test
  void aStoreThatBecomesMappedHasItsKeysAndZeroWhereTheLoadIsSilent() {
    bridge.settings("{\"guards\":null}");
    bridge.catalog("11", "22");
    bridge.facilities("NY");
    bridge.delta("us/initial", LOAD, "NY 11 1", "NY 22 5", "SF 22 6");
    bridge.delta("us", DAY2, "SF 22 4");
    bridge.settle();
    bridge.facilities("NY", "SF");
    bridge.handleNext(bridge.wiring(), 0);
    assertThat(bridge.wiring().productStates().snapshot().storesAwaiting()).hasToString("[SF]");
    bridge.settle();
    assertThat(bridge.wiring().productStates().snapshot().storesAwaiting()).isEmpty();
    assertThat(bridge.onHand("SF", "22")).isEqualTo(4);
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.BASED);
    FunctionsInMemory known = new FunctionsInMemory();
    known.catalog("11", "22");
    known.facilities("NY", "SF");
    known.delta("us/initial", LOAD, "NY 11 1", "NY 22 5", "SF 22 6");
    known.delta("us", DAY2, "SF 22 4");
    known.settle();
    assertThat(bridge.ledger(KEYS)).isEqualTo(known.ledger(KEYS));
  }

  @Test
  void aLoadIsSilentOnceTheStoreOfItsUnusableRowIsMappedThoughNothingIsOnline() {
    bridge.settings("{\"guards\":null}");
    bridge.catalog("11", "22");
    bridge.facilities("NY", "SF");
    bridge.delta("us", LOAD, "SF 22 4");
    bridge.settle();
    bridge.drop(
        "catalog/none.csv", "upca,productId,status\n11,v11,DRAFT\n22,v22,DRAFT\n", Map.of());
    bridge.settle();
    bridge.delta("us/initial", DAY2, "SF 11 1", "LA 22 many");
    bridge.settle();
    assertThat(bridge.onHand("SF", "22")).as("the unusable row may be of any key").isEqualTo(4);
    bridge.facilities("NY", "SF", "LA");
    bridge.settle();
    assertThat(bridge.onHand("SF", "22")).isZero();
  }

  @Test
  void aStoreThatBecomesMappedHasWhatAnOlderLoadSaidThoughANewerOneStatesAllTheOthers() {
    bridge.settings("{\"guards\":null}");
    bridge.catalog("11", "22");
    bridge.facilities("NY");
    bridge.delta("us/initial", LOAD, "NY 22 5", "SF 22 6");
    bridge.delta("us/initial", DAY2, "NY 22 4");
    bridge.settle();
    bridge.facilities("NY", "SF");
    bridge.settle();
    assertThat(bridge.onHand("SF", "22")).isEqualTo(6);
    assertThat(bridge.onHand("NY", "22")).isEqualTo(4);
  }

  @Test
  void withoutAnyInitialLoadAProductIsPublishedAndListed() {
    bridge.facilities("NY");
    bridge.catalog("11");
    bridge.delta("us", DAY2, "NY 11 1", "NY 22 5");
    bridge.settle();
    bridge.catalog("11", "22");
    bridge.settle();
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.NO_INITIAL_LOAD);
    assertThat(bridge.stateOf("11")).isEqualTo(ProductState.BASED);
    assertThat(bridge.onHand("NY", "22")).isEqualTo(5);
  }

  @Test
  void withoutOneOfItsSourceItWaitsForAnOperatorOrALoad() {
    bridge.facilities("NY", "LA");
    bridge.catalog("11");
    bridge.delta("mx/initial", LOAD, "LA 11 1");
    bridge.delta("us", DAY2, "NY 11 1", "NY 22 5");
    bridge.settle();
    bridge.catalog("11", "22", "33");
    bridge.settle();
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.AWAITING_BASELINE);
    bridge.wiring().productStates().accept(CanonicalUpc.of("22"));
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.BASED);
    assertThat(bridge.stateOf("33")).isEqualTo(ProductState.AWAITING_BASELINE);
    assertThat(bridge.wiring().productStates().snapshot().toBeListed())
        .isEqualTo(Map.of(CanonicalUpc.of("33"), ProductState.AWAITING_BASELINE));
    bridge.delta("us/initial", DAY3, "NY 11 1");
    bridge.settle();
    assertThat(bridge.stateOf("33")).isEqualTo(ProductState.BASED);
    assertThat(bridge.onHand("NY", "22")).isZero();
  }

  @Test
  void anOriginalThatIsGoneLeavesAProductWaiting() {
    loadThenTwoDays();
    bridge.files().list("originals/").forEach(file -> bridge.files().delete(file.key()));
    bridge.catalog("11", "22");
    bridge.settle();
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.AWAITING_BASELINE);
    bridge.wiring().productStates().accept(CanonicalUpc.of("22"));
    assertThat(bridge.stateOf("22")).isEqualTo(ProductState.BASED);
  }

  // The catalog is activated, and its backfill looks for deliveries, at each call of FilterDelta.
  @Test
  void aCatalogThatChangesDuringFilteringGivesTheSameLedger() {
    Map<StockKey, String> expected = filteredWhileTheCatalogueChanges(Optional.empty());
    assertThat(expected.get(StockKey.of("NY", "22"))).startsWith("9 ");
    int call = 1;
    while (true) {
      CrashInjector at = CrashInjector.at(call, When.BEFORE);
      Map<StockKey, String> ledger = filteredWhileTheCatalogueChanges(Optional.of(at));
      assertThat(ledger).as("call %d", call).isEqualTo(expected);
      if (at.calls().size() < call) {
        break;
      }
      call++;
    }
    assertThat(call).isGreaterThan(15);
  }

  // A process paused during an import behaves like one that died and was called again, except for
  // data read earlier. So the import runs inside the call.
  private static Map<StockKey, String> filteredWhileTheCatalogueChanges(
      Optional<CrashInjector> at) {
    FunctionsInMemory bridge = new FunctionsInMemory();
    bridge.facilities("NY", "LA");
    bridge.catalog("11");
    bridge.delta("us/initial", LOAD, "NY 11 1", "NY 22 5", "LA 22 6");
    bridge.settle();
    bridge.delta("us", DAY2, "NY 22 9", "LA 11 2");
    Runnable change =
        () -> {
          bridge.catalog("11", "22");
          while (bridge.waiting().size() > 1) {
            bridge.handleNext(bridge.wiring(), 1);
          }
        };
    if (at.isEmpty()) {
      change.run();
    } else {
      bridge.handleNext(bridge.wiring(at.get().instead(change)), 0);
    }
    bridge.settle();
    if (at.isPresent() && bridge.stateOf("22") == ProductState.NOT_ONLINE) {
      change.run();
      bridge.catalog("11", "22");
      bridge.settle();
    }
    return bridge.ledger(KEYS);
  }

  @Tag("proof")
  @Test
  void aCrashAtAnyCallAndARepetitionGiveTheSameLedger() {
    loadThenTwoDays();
    bridge.catalog("11", "22");
    bridge.settle();
    Map<StockKey, String> expected = bridge.ledger(KEYS);
    CrashInjector counting = CrashInjector.never();
    backfillBy(counting);
    int calls = counting.calls().size();
    assertThat(calls).isGreaterThan(50);
    for (int call = 1; call <= calls; call++) {
      for (When when : When.values()) {
        FunctionsInMemory killed = backfillBy(CrashInjector.at(call, when));
        assertThat(killed.ledger(KEYS)).as("%s call %d", when, call).isEqualTo(expected);
        assertThat(killed.stateOf("22")).isEqualTo(ProductState.BASED);
      }
    }
  }

  // Backfill runs in a process that dies once; the other functions run normally.
  private static FunctionsInMemory backfillBy(CrashInjector crashes) {
    BackfillTest test = new BackfillTest();
    test.loadThenTwoDays();
    FunctionsInMemory bridge = test.bridge;
    bridge.catalog("11", "22");
    bridge.handleNext(bridge.wiring(), 0);
    while (!bridge.isQuiet()) {
      String event = bridge.waiting().getFirst();
      boolean watched = event.startsWith("index/") || event.startsWith("backfill/");
      int before = crashes.calls().size();
      try {
        bridge.handleNext(bridge.wiring(watched ? crashes : CrashInjector.never()), 0);
      } catch (ProcessCrash dead) {
        assertThat(crashes.calls().size()).as(dead.getMessage()).isGreaterThan(before);
      }
    }
    return bridge;
  }

  @Tag("proof")
  @Test
  void twoConcurrentBackfillsAndTwoCatalogsInARowGiveTheSameLedger() {
    FunctionsInMemory before = new FunctionsInMemory();
    before.catalog("11", "22", "33");
    before.facilities("NY", "LA", "SF");
    script(before, 0);
    before.settle();
    List<StockKey> keys = new ArrayList<>(KEYS);
    keys.add(StockKey.of("NY", "33"));
    keys.add(StockKey.of("SF", "33"));
    for (long seed = 0; seed < 300; seed++) {
      java.util.Random random = new java.util.Random(seed);
      FunctionsInMemory after = new FunctionsInMemory();
      after.catalog("11");
      after.facilities("NY", "LA");
      after.settle();
      for (int step = 0; step < 5; step++) {
        script(after, step + 1);
        while (!after.isQuiet() && random.nextInt(6) > 0) {
          after.handleNext(after.wiring(), random.nextInt(after.waiting().size()));
        }
        switch (random.nextInt(4)) {
          case 0 -> after.catalog("11", "22");
          case 1 -> after.catalog("33");
          case 2 -> after.facilities("SF", "LA");
          default -> after.catalog("22", "33");
        }
      }
      after.catalog("11", "22", "33");
      after.facilities("NY", "LA", "SF");
      after.settle(waiting -> random.nextInt(waiting.size()));
      assertThat(after.ledger(keys)).as("seed %d", seed).isEqualTo(before.ledger(keys));
      assertThat(after.stateOf("33")).as("seed %d", seed).isEqualTo(ProductState.BASED);
      assertThat(after.wiring().productStates().snapshot().storesAwaiting())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  /** Five deliveries, one at a time or all at once. */
  private static void script(FunctionsInMemory bridge, int only) {
    if (only == 0 || only == 1) {
      bridge.delta(
          "us/initial", LOAD, "NY 11 1", "NY 22 5", "LA 22 6", "SF 22 8", "SF 33 9", "LA 33 2");
    }
    if (only == 0 || only == 2) {
      bridge.delta("us", DAY2, "NY 22 7", "SF 33 4", "LA 11 3");
    }
    if (only == 0 || only == 3) {
      bridge.drop(
          "orders/o.jsonl",
          """
          {"orderId":"o1","status":"APPROVED","lastUpdated":"2026-11-02T09:00:00Z","items":[\
          {"seqId":"1","upca":"22","quantity":2,"facilityId":"NY","status":"COMPLETED"},\
          {"seqId":"2","upca":"33","quantity":1,"facilityId":"SF","status":"COMPLETED"},\
          {"seqId":"3","upca":"33","quantity":1,"facilityId":"SF","status":"APPROVED"}]}
          """,
          Map.of());
    }
    if (only == 0 || only == 4) {
      bridge.delta("us", DAY3, "SF 22 3", "NY 33 1");
    }
    if (only == 0 || only == 5) {
      bridge.delta("us", "2026-11-02T12:00:00Z", "SF 22 99", "LA 22 1");
    }
  }

  private void loadThenTwoDays() {
    bridge.facilities("NY", "LA");
    bridge.catalog("11");
    bridge.delta("us/initial", LOAD, "NY 11 1", "NY 22 5", "LA 22 6");
    bridge.delta("us", DAY2, "NY 22 9");
    bridge.delta("us", DAY3, "LA 22 4", "LA 11 2");
    bridge.settle();
  }
}
