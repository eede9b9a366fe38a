// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Decides the faults of requests. Called under the shop's monitor. */
public interface FaultPlan {
  /** No faults. */
  FaultPlan NEVER =
      new FaultPlan() {
        @Override
        public RequestFault next() {
          return RequestFault.NONE;
        }

        @Override
        public int choose(int bound) {
          return 0;
        }
      };

  /** The fault of the next request. */
  RequestFault next();

  /** Chooses a number below the bound, where a fault has variants. */
  int choose(int bound);

  /** Random faults from a seed, each with its number of requests per thousand. */
  static FaultPlan seeded(long seed, Map<RequestFault, Integer> ofAThousand) {
    Map<RequestFault, Integer> rates = new EnumMap<>(RequestFault.class);
    rates.putAll(ofAThousand);
    Random random = new Random(seed);
    return new FaultPlan() {
      @Override
      public RequestFault next() {
        int drawn = random.nextInt(1000);
        for (Map.Entry<RequestFault, Integer> rate : rates.entrySet()) {
          drawn -= rate.getValue();
          if (drawn < 0) {
            return rate.getKey();
          }
        }
        return RequestFault.NONE;
      }

      @Override
      public int choose(int bound) {
        return random.nextInt(bound);
      }
    };
  }
}
