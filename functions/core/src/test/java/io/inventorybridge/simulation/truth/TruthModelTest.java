// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The test of the truth model: the quantities are a function of the set of facts. Random worlds,
 * each from one seed, are run with interleavings, repetitions and crashes, and compared with an
 * oracle that only knows the set.
 *
 * <p>Replay one world with {@code mvn test -pl functions/core -Dtest=TruthModelTest -Dseed=N}.
 */
@Tag("simulation")
class TruthModelTest {
  private static final int WORLDS = Integer.getInteger("worlds", 5_000);

  @Test
  void theSameFactsGiveTheSameNumbersInAnyOrder() {
    Long only = Long.getLong("seed");
    for (long seed = only == null ? 0 : only; seed < (only == null ? WORLDS : only + 1); seed++) {
      TruthWorld world = new TruthWorld(seed);
      assertThatCode(world::run).as("seed %d", seed).doesNotThrowAnyException();
      for (StockKey key : world.keys()) {
        StockRecord record = world.record(key);
        String at = "seed " + seed + ", key " + key;
        assertThat(record.pending()).as("%s is settled", at).isEmpty();
        assertThat(record.onHand().units())
            .as("%s on hand", at)
            .isEqualTo(key.isQueue() ? 0 : world.oracle.onHand(key));
        assertThat(record.settledOnHand()).as("%s settled", at).isEqualTo(record.onHand());
        assertThat(record.reserved().units())
            .as("%s reserved", at)
            .isEqualTo(world.oracle.reserved(key));
        assertThat(fold(world.ledger.entries(key)))
            .as("%s fold", at)
            .isEqualTo(record.onHand().units());
      }
      assertThat(OneWriteCheck.counters(world.ledger, Set.of("11", "12")))
          .as("seed %d counters", seed)
          .isEqualTo(CounterOracle.counters(world.oracle.versions));
    }
  }

  private static long fold(List<LedgerEntry> entries) {
    long balance = 0;
    for (LedgerEntry entry : entries) {
      assertThat(entry.onHandBefore().units()).as("before %s", entry).isEqualTo(balance);
      balance += entry.difference().units();
    }
    return balance;
  }
}
