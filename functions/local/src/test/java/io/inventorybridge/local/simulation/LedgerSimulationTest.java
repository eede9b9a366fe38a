// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Proves on the functions themselves that quantities are a function of the set of facts. Each seed
 * is a world of deliveries, orders and sales with every possible fault.
 *
 * <p>{@code -Dworlds=N} runs more of them, on {@code -Dthreads=N}; {@code -Dseed=N} runs one. A
 * failing world is shrunk and printed.
 */
@Tag("simulation")
class LedgerSimulationTest {
  private static final int WORLDS = Integer.getInteger("worlds", 1_000);
  private static final int THREADS = Integer.getInteger("threads", 2);
  private static final String REPLAY =
      "mvn -B -ntp test -pl functions/local -am -Dtest=LedgerSimulationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=";

  @Test
  void everyWorldComesToTheNumbersOfItsFacts() throws InterruptedException {
    Long only = Long.getLong("seed");
    long first = only == null ? Long.getLong("first", 0) : only;
    long worlds = only == null ? WORLDS : 1;
    Instant began = Instant.now();
    LedgerSimulation all = new LedgerSimulation();
    AtomicLong next = new AtomicLong(first);
    AtomicReference<WorldPlan> failing = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      LedgerSimulation simulation = new LedgerSimulation();
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (long seed = next.getAndIncrement();
                        seed < first + worlds && failing.get() == null;
                        seed = next.getAndIncrement()) {
                      WorldPlan plan = WorldPlanner.of(seed);
                      if (simulation.run(plan).isPresent()) {
                        failing.compareAndSet(null, plan);
                      }
                    }
                    synchronized (all) {
                      all.add(simulation);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failing.get()).as(() -> told(all, failing.get())).isNull();
    assertThat(next.get()).as("every world was run").isEqualTo(first + worlds + THREADS);
    Duration took = Duration.between(began, Instant.now());
    System.out.printf("%d worlds in %s%n", worlds, took);
    all.faults()
        .forEach((fault, count) -> System.out.printf("%,12d %s%n", count, fault.sentence()));
    SimulationReport.ofThisRun()
        .ifPresent(report -> report.faults(first, worlds, took, all.faults()));
  }

  private static String told(LedgerSimulation simulation, WorldPlan plan) {
    WorldPlan smallest = new WorldShrinker(simulation).of(plan);
    List<String> trace = new ArrayList<>();
    Optional<LedgerSimulation.Failure> failure = simulation.run(smallest, trace);
    return "seed %d: %s%n%s%nthe same again: %s%d%n"
        .formatted(
            plan.seed(),
            failure.map(LedgerSimulation.Failure::what).orElse(""),
            String.join(System.lineSeparator(), trace),
            REPLAY,
            plan.seed());
  }
}
