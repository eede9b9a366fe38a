// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Decides what goes wrong. Called under the shop's monitor. */
public interface Faults {
  /** Nothing ever does. */
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

  /** Of the next request. */
  Fault next();

  /** A number below the bound, where a fault leaves a choice. */
  int choose(int bound);

  /** A plan that a seed decides: so many of a thousand requests meet each fault. */
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
