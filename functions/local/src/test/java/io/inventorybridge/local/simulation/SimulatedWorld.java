// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.local.simulation.WorldEvent.Dropped;
import io.inventorybridge.local.simulation.WorldEvent.Sold;
import io.inventorybridge.local.statemachine.StateMachineDefinition;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.wiring.FunctionWiring;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Runs a plan until nothing moves, and compares the world with its facts. */
final class SimulatedWorld {
  private static final String SOURCE = "sv";
  private static final int MOST_ROUNDS = 30;
  private static final int MOST_MOVES = 200_000;

  /** The time a sale was first reported, and the time the till first got a confirmation. */
  record Acceptance(Instant called, Instant answered, boolean applied) {
    Acceptance called(Instant at) {
      return new Acceptance(called.isBefore(at) ? called : at, answered, applied);
    }

    Acceptance answered(Instant at, SimulatedTill.Answer answer) {
      return new Acceptance(
          called,
          answered.isBefore(at) ? answered : at,
          applied || answer == SimulatedTill.Answer.APPLIED);
    }
  }

  final WorldPlan plan;
  final SimulatedCloud cloud;
  final TroublePlan troubles;
  final EditionWatch editions;
  final List<Dropped> dropped = new ArrayList<>();
  final List<OrderVersion> events = new ArrayList<>();
  final List<WorldEvent.Declared> declarations = new ArrayList<>();
  final Map<String, Acceptance> sales = new HashMap<>();
  final Map<String, Set<String>> versions = new HashMap<>();
  private final Random random;
  private final WorldTrace trace;

  /** The undos that came before any delivery was accepted. */
  private final List<Integer> undosLeft = new ArrayList<>();

  private int moves;

  SimulatedWorld(WorldPlan plan, StateMachineDefinition machine, WorldTrace trace) {
    this.plan = plan;
    this.trace = trace;
    this.random = new Random(plan.seed());
    this.troubles = new TroublePlan(plan);
    this.cloud =
        new SimulatedCloud(
            machine,
            new SimulatedClock(WorldPlanner.BEGIN.minusSeconds(60)),
            random,
            troubles,
            this::stored,
            trace);
    this.editions = new EditionWatch(cloud.store, troubles);
  }

  /**
   * @throws WrongNumbers on any difference
   */
  void run() {
    FileStore files = cloud.outside().files();
    files.put("settings/in-force/installation.json", text(plan.settings()), Map.of());
    Dropped facilities =
        new Dropped(
            cloud.clock.instant(),
            "facilities/facilities.csv",
            WorldPlanner.facilities(plan.stores()),
            Map.of(),
            new WorldEvent.Stores(plan.stores()),
            List.of());
    dropped.add(facilities);
    files.put(facilities.key(), text(facilities.content()), Map.of());
    Deque<WorldEvent> left = new ArrayDeque<>(plan.happenings());
    if (!left.isEmpty() && left.getFirst().at().equals(WorldPlanner.BEGIN)) {
      happen(left.removeFirst());
    }
    for (boolean again = true; again; again = cloud.redrive()) {
      untilQuiet();
    }
    if (plan.braked()) {
      editions.publish();
    }
    while (!left.isEmpty()) {
      if (!cloud.isBusy() || random.nextInt(12) == 0) {
        happen(left.removeFirst());
      } else {
        move();
      }
    }
    untilQuiet();
    decide();
    List.copyOf(undosLeft).forEach(this::undo);
    untilQuiet();
    troubles.end();
    for (int round = 0; cloud.redrive() | decide(); round++) {
      if (round == MOST_ROUNDS) {
        throw new WrongNumbers("it never comes to an end: " + records());
      }
      untilQuiet();
    }
    new WorldReconciliation(this).check();
  }

  // Only the index tells which drop a version of catalog or facilities comes from.
  private void stored(String key) {
    editions.stored(key);
    if (key.equals(ImportingCatalog.INDEX) || key.equals(ImportingFacilities.INDEX)) {
      Map<String, String> about = cloud.store.files().find(key).orElseThrow().metadata();
      versions
          .computeIfAbsent(about.get("drop-sha256"), drop -> new HashSet<>())
          .add(about.get("version"));
    }
  }

  private void untilQuiet() {
    while (cloud.isBusy()) {
      move();
    }
  }

  private void move() {
    if (++moves > MOST_MOVES) {
      throw new WrongNumbers("it never comes to rest");
    }
    cloud.move();
  }

  private void happen(WorldEvent happening) {
    trace.tell(() -> "* " + happening);
    cloud.clock.reach(happening.at());
    happening.trouble().forEach(troubles::count);
    switch (happening) {
      case Dropped drop -> {
        dropped.add(drop);
        cloud.outside().files().put(drop.key(), text(drop.content()), drop.metadata());
      }
      case Sold sold -> {
        String event = sold.key().facility() + "/" + sold.event();
        sales.putIfAbsent(event, new Acceptance(Instant.MAX, Instant.MAX, false));
        cloud.sale("sale " + event + "@" + sold.at(), call -> sell(sold, event, call));
      }
      case WorldEvent.Told told -> {
        events.add(told.version());
        cloud.orderEvent(told.version());
      }
      case WorldEvent.Declared declared -> {
        declarations.add(declared);
        cloud.declare(declared.order(), declared.known());
      }
      case WorldEvent.ToldAgain again -> cloud.tellAgain(again.choice());
      case WorldEvent.TriedAgain again -> {
        List<DeliveryRecord> records = records();
        if (!records.isEmpty()) {
          retry(records.get(again.choice() % records.size()));
        }
      }
      case WorldEvent.Undone undone -> undo(undone.choice());
      case WorldEvent.EditionReleased some -> {
        List<InputKind> staged = editions.staged();
        if (!staged.isEmpty()) {
          letIn(staged.get(some.choice() % staged.size()));
        }
      }
      case WorldEvent.EditionRestored some ->
          editions
              .replaced(some.choice())
              .ifPresent(
                  old -> {
                    troubles.count(WorldFault.EDITION_RESTORED);
                    cloud.decideInputs(
                        Map.of("decision", "RESTORE", "edition", old.id()), Runnable::run);
                  });
    }
  }

  private void sell(Sold sold, String event, FunctionWiring wiring) {
    Instant called = cloud.clock.instant();
    sales.computeIfPresent(event, (id, it) -> it.called(called));
    SimulatedTill.Answer answer = SimulatedTill.report(sold, wiring);
    sales.computeIfPresent(event, (id, it) -> it.answered(cloud.clock.instant(), answer));
  }

  // ------------------------------------------------------------------ the operator

  /** The records of dropped deliveries, without backfills. */
  List<DeliveryRecord> records() {
    return cloud.store.deliveries().ofSource(SOURCE);
  }

  List<DeliveryRecord> backfills(DeliveryRecord original) {
    return cloud.store.deliveries().backfills(original.id());
  }

  private void letIn(InputKind kind) {
    troubles.count(WorldFault.EDITION_RELEASED);
    cloud.decideInputs(
        Map.of("decision", "RELEASE", "input", kind.name()),
        release -> editions.release(kind, release));
  }

  /** Makes the decisions that wait for an operator; false if there are none. */
  private boolean decide() {
    boolean any = !editions.staged().isEmpty();
    editions.staged().forEach(this::letIn);
    List<DeliveryRecord> all = new ArrayList<>(records());
    records().forEach(record -> all.addAll(backfills(record)));
    for (DeliveryRecord record : all) {
      switch (record.status()) {
        case RUNNING, QUARANTINED -> {
          retry(record);
          any = true;
        }
        case HELD -> {
          troubles.count(WorldFault.FILE_HELD);
          judge(record);
          any = true;
        }
        case RELEASED -> {
          if (record.releasedAs().isEmpty()) {
            release(record, false);
            any = true;
          }
        }
        case UNDOING -> {
          if (record.undo().filter(undo -> undo.of().equals(record.id())).isPresent()) {
            cloud.undo(record.id());
            any = true;
          }
        }
        case SETTLED, REFUSED, UNDONE -> {}
      }
    }
    return any;
  }

  private void undo(int choice) {
    List<DeliveryRecord> accepted =
        records().stream()
            .filter(DeliveryRecord::isAccepted)
            .filter(record -> record.kind() == DeliveryManifest.DeliveryKind.ORDINARY)
            .toList();
    if (accepted.isEmpty()) {
      undosLeft.add(choice);
    } else {
      troubles.count(WorldFault.DELIVERY_UNDONE);
      cloud.undo(accepted.get(choice % accepted.size()).id());
    }
  }

  private void retry(DeliveryRecord record) {
    if (record.status() != Status.HELD) {
      cloud.decide(Map.of("decision", "RETRY", "delivery", record.id().value()));
    }
  }

  private void judge(DeliveryRecord record) {
    HeldReason.Release allowed = record.reason().orElseThrow().held().orElseThrow().release();
    boolean letGo = Math.floorMod(record.id().value().hashCode(), 3) > 0;
    if (letGo && allowed != HeldReason.Release.NEVER) {
      release(record, Math.floorMod(record.id().value().hashCode(), 2) == 0);
    } else {
      cloud.decide(Map.of("decision", "REFUSE", "delivery", record.id().value()));
    }
  }

  private void release(DeliveryRecord record, boolean stating) {
    Map<String, Object> decision = new HashMap<>();
    decision.put("decision", "RELEASE");
    decision.put("delivery", record.id().value());
    if (stating) {
      decision.put("snapshotTime", WorldReconciliation.RELEASED_AT.toString());
    }
    cloud.decide(decision);
  }

  private static FileStore.Content text(String content) {
    return FileStore.Content.of(content.getBytes(StandardCharsets.UTF_8));
  }
}
