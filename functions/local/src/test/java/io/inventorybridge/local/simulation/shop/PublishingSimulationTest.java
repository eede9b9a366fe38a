// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Publishing never undoes a sale that the shop knows and we do not, and never counts one twice:
 * each seed is a world of customers, staff, tills and files, with every fault that can occur
 * between us and the shop.
 *
 * <p>{@code -Dworlds=N} runs more of them, {@code -Dfirst=N} others, {@code -Dseed=N} one.
 */
@Tag("simulation")
class PublishingSimulationTest {
  private static final Long ONLY = Long.getLong("seed");
  private static final long FIRST = ONLY == null ? Long.getLong("first", 0) : ONLY;
  private static final long WORLDS = ONLY == null ? Long.getLong("worlds", 300) : 1;

  /** Enough to show the effect of a mistake. */
  private static final long FEW = Math.min(WORLDS, Long.getLong("few", 12));

  private static final String REPLAY =
      "mvn -B -ntp test -pl functions/local -am -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dtest=PublishingSimulationTest -Dseed=";

  private static PublishingWorld lived(long seed, Optional<NaivePublisher.Way> way) {
    PublishingWorld world = new PublishingWorld(seed, way);
    world.run();
    world.atTheEnd();
    return world;
  }

  private static WorldCounts all(long worlds, Optional<NaivePublisher.Way> way) {
    WorldCounts counts = new WorldCounts();
    for (long seed = FIRST; seed < FIRST + worlds; seed++) {
      try {
        counts.add(lived(seed, way).counts());
      } catch (InvariantViolation e) {
        fail("seed %d: %s%nthe same again: %s%d".formatted(seed, e.getMessage(), REPLAY, seed));
      }
    }
    return counts;
  }

  @Test
  void thePairsShowExactlyWhatWasPublishedLessWhatTheShopsOrdersTook() {
    Instant began = Instant.now();
    WorldCounts counts = all(WORLDS, Optional.empty());
    Duration took = Duration.between(began, Instant.now());
    assertThat(counts.oversold).as("sales that our publishing made possible").isZero();
    System.out.printf("%d worlds in %s, %,d sales%n", WORLDS, took, counts.sales);
    for (PublishingFault fault : PublishingFault.values()) {
      System.out.printf("%,12d %s%n", counts.times(fault), fault.sentence());
    }
    if (ONLY == null) {
      for (PublishingFault fault : PublishingFault.values()) {
        assertThat(counts.times(fault)).as(fault.sentence()).isPositive();
      }
    }
    PublishingReport.ofThisRun().ifPresent(report -> report.faults(FIRST, counts, took));
  }

  @Test
  void threeWaysToPublishThatLookRightSellWhatIsNotThere() {
    Map<String, WorldCounts> counts = new LinkedHashMap<>();
    counts.put("differences, and reconciling (ours)", all(FEW, Optional.empty()));
    for (NaivePublisher.Way way : NaivePublisher.Way.values()) {
      counts.put(way.words, all(FEW, Optional.of(way)));
    }
    counts.forEach(
        (name, it) ->
            System.out.printf(
                "%s: %d of %d worlds, %,d of %,d sales, %,d beyond stock, %d wrong at the end%n",
                name,
                it.worldsOversold,
                it.worlds,
                it.oversold,
                it.sales,
                it.beyondStock,
                it.wrongAtTheEnd));
    PublishingReport.ofThisRun().ifPresent(report -> report.publishers(FIRST, counts));
    if (ONLY == null) {
      for (NaivePublisher.Way way : NaivePublisher.Way.values()) {
        assertThat(counts.get(way.words).oversold).as(way.words).isPositive();
      }
    }
  }
}
