// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

/**
 * The keys of the delta that survive the filter: distinct, scattered over stores and products,
 * computed one by one. Products with odd numbers never survive; rejected rows use them.
 *
 * @param count number of survivors
 */
record SurvivingKeys(SampleRetailer retailer, long first, long step, long keys, int count) {
  SurvivingKeys(SampleRetailer retailer, long seed, int count) {
    this(
        retailer,
        Math.floorMod(SeededRandom.of(seed, "first").next(), keys(retailer)),
        step(SeededRandom.of(seed, "step"), keys(retailer)),
        keys(retailer),
        count);
  }

  private static long keys(SampleRetailer retailer) {
    return (long) retailer.stores() * (retailer.products() / 2);
  }

  // A step without a common divisor visits every key once.
  private static long step(SeededRandom random, long keys) {
    long step = Math.floorMod(random.next(), keys);
    while (step == 0 || divisor(step, keys) > 1) {
      step = step % keys + 1;
    }
    return step;
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  private long key(int index) {
    return (first + Math.multiplyExact(step, (long) index)) % keys;
  }

  int store(int index) {
    return (int) (key(index) % retailer.stores());
  }

  int product(int index) {
    return (int) (key(index) / retailer.stores()) * 2;
  }
}
