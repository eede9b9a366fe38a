// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastRowIndexTest {
  private record Key(int store, int product) {}

  @Test
  void theLastLineOfEachKeyIsTheOneThatAMapWouldHold() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      int stores = 1 + random.nextInt(100);
      int products = 1 + random.nextInt(3_000);
      LastRowIndex lines = new LastRowIndex(products);
      Map<Key, Integer> last = new HashMap<>();
      List<Key> noted = new ArrayList<>();
      int rows = random.nextInt(20_000);
      for (int i = 0; i < rows; i++) {
        Key key = new Key(random.nextInt(stores), random.nextInt(products));
        lines.note(key.store(), key.product(), i + 2);
        last.put(key, i + 2);
        noted.add(key);
      }

      assertThat(lines.size()).as("seed %d", seed).isEqualTo(last.size());
      for (int i = 0; i < rows; i++) {
        Key key = noted.get(i);
        boolean isLast = last.get(key) == i + 2;
        assertThat(lines.isLast(key.store(), key.product(), i + 2))
            .as("seed %d, %s on line %d", seed, key, i + 2)
            .isEqualTo(isLast);
        if (!isLast) {
          assertThat(lines.lastLine(key.store(), key.product()))
              .as("seed %d, %s", seed, key)
              .isEqualTo(last.get(key));
        }
      }
    }
  }
}
