// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.simulation.mutation.MutatedClasses;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Shows that the simulation finds mistakes: every mistake on the list is made in the real code, and
 * some world must fail.
 */
@Tag("mutants")
class LedgerMutantsTest {
  private static final long WORLDS = Long.getLong("most", 1_000);
  private static final long UNCHANGED = 20;
  private static final int FEW = 4;

  /** The world that revealed a mistake. */
  record Caught(long seed, String what) {}

  @Test
  void everyMutantIsCaught() throws ReflectiveOperationException {
    boolean all = "all".equals(System.getProperty("mutants"));
    List<LedgerMutant> tried = all ? LedgerMutant.ALL : LedgerMutant.ALL.subList(0, FEW);
    Map<LedgerMutant, Caught> caught = new LinkedHashMap<>();
    for (LedgerMutant mutant : tried) {
      Optional<Caught> found =
          mutant.isOfTheStateMachine()
              ? search(MutatedClasses.unchanged(), mutant.text(), WORLDS)
              : search(
                  MutatedClasses.of(mutant.type(), mutant.text()),
                  LedgerSimulation.machine(),
                  WORLDS);
      assertThat(found).as(mutant.name()).isPresent();
      found.ifPresent(it -> caught.put(mutant, it));
    }
    caught.forEach((mutant, it) -> System.out.println(mutant.name() + ": " + it));
    if (all) {
      SimulationReport.ofThisRun().ifPresent(report -> report.mutants(caught));
    }
  }

  @Test
  void theCodeAsItIsIsNot() throws ReflectiveOperationException {
    assertThat(search(MutatedClasses.unchanged(), LedgerSimulation.machine(), UNCHANGED)).isEmpty();
  }

  private static Optional<Caught> search(ClassLoader classes, String machine, long worlds)
      throws ReflectiveOperationException {
    Class<?> type = classes.loadClass(LedgerSimulation.class.getName());
    Object simulation = type.getConstructor(String.class).newInstance(machine);
    for (long seed = 0; seed < worlds; seed++) {
      Optional<?> wrong = run(simulation, seed);
      if (wrong.isPresent()) {
        return Optional.of(new Caught(seed, wrong.get().toString()));
      }
    }
    return Optional.empty();
  }

  private static Optional<?> run(Object simulation, long seed) throws ReflectiveOperationException {
    try {
      return (Optional<?>)
          simulation.getClass().getMethod("run", long.class).invoke(simulation, seed);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("seed " + seed, e.getCause());
    }
  }
}
