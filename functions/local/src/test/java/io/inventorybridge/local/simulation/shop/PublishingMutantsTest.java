// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.simulation.mutation.MutatedClasses;
import io.inventorybridge.simulation.mutation.SourceMutation;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The test of the simulation itself: mistakes are made in the real code, and the worlds must reveal
 * them. Every build runs the first few of the list; {@code -Dmutants=all} runs all of them.
 */
@Tag("mutants")
class PublishingMutantsTest {
  private static final int FEW = 3;
  private static final long WORLDS = Long.getLong("most", 1_000);

  /** The world that revealed a mistake. */
  record Caught(long seed, String what) {}

  @Test
  void everyMutantIsCaught() throws ReflectiveOperationException {
    boolean all = "all".equals(System.getProperty("mutants"));
    List<PublishingMutants.Mutant> tried =
        all ? PublishingMutants.ALL : PublishingMutants.ALL.subList(0, FEW);
    Map<SourceMutation, Caught> caught = new LinkedHashMap<>();
    for (PublishingMutants.Mutant mutant : tried) {
      Optional<Caught> found = search(mutant);
      assertThat(found).as(mutant.mutation().name()).isPresent();
      found.ifPresent(it -> caught.put(mutant.mutation(), it));
    }
    caught.forEach((mutation, it) -> System.out.println(mutation.name() + ": " + it));
    if (all) {
      PublishingReport.ofThisRun().ifPresent(report -> report.mutants(caught));
    }
  }

  static Optional<Caught> search(PublishingMutants.Mutant mutant)
      throws ReflectiveOperationException {
    ClassLoader classes = MutatedClasses.of(mutant.mutation().type(), mutant.mutation().text());
    Object simulation =
        classes.loadClass(PublishingSimulation.class.getName()).getConstructor().newInstance();
    for (long seed = mutant.from(); seed < mutant.from() + WORLDS; seed++) {
      Optional<?> wrong = run(simulation, seed);
      if (wrong.isPresent()) {
        return Optional.of(new Caught(seed, wrong.get().toString()));
      }
    }
    return Optional.empty();
  }

  // The code itself or a port may also reveal a mistake by refusing.
  private static Optional<?> run(Object simulation, long seed) throws ReflectiveOperationException {
    try {
      return (Optional<?>)
          simulation.getClass().getMethod("run", long.class).invoke(simulation, seed);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("seed " + seed, e.getCause());
    }
  }
}
