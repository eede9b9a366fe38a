// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Publishing never undoes a sale that the shop knows and we do not, and never counts one twice:
 * each seed is a world of customers, staff, tills and files in which everything that can go wrong
 * between us and the shop does.
 *
 * <p>{@code -Dworlds=N} runs more of them, {@code -Dseed=N} one.
 */
class PublishingSimulationTest {
  private static final int WORLDS = Integer.getInteger("worlds", 300);
  private static final String REPLAY =
      "mvn -B -ntp test -pl functions/core -Dtest=PublishingSimulationTest -Dseed=";

  @Test
  void theShopShowsExactlyWhatWasPublishedLessWhatItsOrdersTook() {
    Long only = Long.getLong("seed");
    long first = only == null ? Long.getLong("first", 0) : only;
    long worlds = only == null ? WORLDS : 1;
    Map<TroubledShop.Trouble, Long> troubles = new EnumMap<>(TroubledShop.Trouble.class);
    List<String> wrong = new ArrayList<>();
    World.Counts counts = new World.Counts();
    for (long seed = first; seed < first + worlds && wrong.isEmpty(); seed++) {
      World world = new World(seed, Optional.empty());
      try {
        world.run();
        world.atTheEnd();
      } catch (Wrong e) {
        wrong.add(
            "seed %d: %s%nthe same again: %s%d".formatted(seed, e.getMessage(), REPLAY, seed));
      }
      world.troubles().forEach((kind, times) -> troubles.merge(kind, times, Long::sum));
      counts.sales += world.counts.sales;
      counts.oversold += world.counts.oversold;
      counts.beyondStock += world.counts.beyondStock;
    }
    assertThat(wrong).isEmpty();
    assertThat(counts.oversold).as("sales that our publishing made").isZero();
    System.out.printf(
        "%d worlds, %,d sales, %,d beyond stock%n", worlds, counts.sales, counts.beyondStock);
    troubles.forEach((kind, times) -> System.out.printf("%,10d %s%n", times, kind.sentence));
  }
}
