// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.statemachine.StateMachineDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs worlds with the deployed state machine. */
public final class LedgerSimulation {
  private static final Path MACHINES = Path.of("..", "..", "infra", "statemachines");
  private static final Path MACHINE = MACHINES.resolve("reset-before-variance.asl.json");
  private static final Path UNDOING = MACHINES.resolve("undo-delivery.asl.json");

  private final StateMachineDefinition machine;
  private final Map<WorldFault, Long> faults = new EnumMap<>(WorldFault.class);

  public LedgerSimulation() {
    this(machine());
  }

  /** The definition of the deployed state machine. */
  static String machine() {
    return read(MACHINE);
  }

  /**
   * @param definition in Amazon States Language, its functions by reference
   */
  public LedgerSimulation(String definition) {
    machine = definition(MACHINE, definition);
  }

  /** The deployed state machine that undoes a delivery. */
  static StateMachineDefinition undoing() {
    return definition(UNDOING, read(UNDOING));
  }

  private static StateMachineDefinition definition(Path file, String text) {
    try {
      return DefinitionReader.read(
          file.toString(), JsonCodec.read(text.replaceAll("\\$\\{(\\w+Function)Arn}", "$1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the world of a seed; returns its failure, empty if there is none. */
  public Optional<String> run(long seed) {
    return run(WorldPlanner.of(seed)).map(Failure::what);
  }

  /** Adds the faults of another simulation's worlds. */
  void add(LedgerSimulation other) {
    other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
  }

  /**
   * A failed world.
   *
   * @param hit the calls with faults
   */
  record Failure(String what, List<String> hit) {
    /** The kind of failure, without place and amount. */
    String kind() {
      return what.split(":", 2)[0].replaceFirst("^\\S+/\\S+ ", "").replaceAll("\\d+", "");
    }
  }

  Optional<Failure> run(WorldPlan plan) {
    return run(plan, null);
  }

  /**
   * @param trace receives all events, null for none
   */
  Optional<Failure> run(WorldPlan plan, List<String> trace) {
    SimulatedWorld world =
        new SimulatedWorld(plan, machine, trace == null ? WorldTrace.NONE : WorldTrace.to(trace));
    Optional<Failure> failure =
        inVirtualThread(
            () -> {
              try {
                world.run();
                return Optional.empty();
              } catch (WrongNumbers e) {
                return Optional.of(new Failure(e.getMessage(), world.troubles.hit()));
              }
            });
    world.troubles.counts().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    return failure;
  }

  /** The number of occurrences of each fault in all worlds so far. */
  Map<WorldFault, Long> faults() {
    return faults;
  }

  // The functions run in virtual threads; handing the baton over is cheaper from one of them.
  private static <T> T inVirtualThread(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
