// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Decides the faults of requests. Called under the shop's monitor. */
public interface Faults {
  /** No faults. */
  Faults NEVER =
      new Faults() {
        @Override
        public Fault next() {
          return Fault.NONE;
        }

        @Override
        public int choose(int bound) {
          return 0;
        }
      };

  /** The fault of the next request. */
  Fault next();

  /** Chooses a number below the bound, where a fault has variants. */
  int choose(int bound);

  /** Random faults from a seed, each with its number of requests per thousand. */
  static Faults seeded(long seed, Map<Fault, Integer> ofAThousand) {
    Map<Fault, Integer> rates = new EnumMap<>(Fault.class);
    rates.putAll(ofAThousand);
    Random random = new Random(seed);
    return new Faults() {
      @Override
      public Fault next() {
        int drawn = random.nextInt(1000);
        for (Map.Entry<Fault, Integer> rate : rates.entrySet()) {
          drawn -= rate.getValue();
          if (drawn < 0) {
            return rate.getKey();
          }
        }
        return Fault.NONE;
      }

      @Override
      public int choose(int bound) {
        return random.nextInt(bound);
      }
    };
  }
}
