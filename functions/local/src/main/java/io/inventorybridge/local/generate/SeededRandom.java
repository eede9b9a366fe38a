// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

/**
 * SplitMix64 (Steele, Lea, Flood 2014), implemented here so that a seed gives the same file under
 * every JDK.
 */
final class SeededRandom {
  private long state;

  SeededRandom(long seed) {
    this.state = seed;
  }

  /** An independent sequence for one purpose, unaffected by draws from the others. */
  static SeededRandom of(long seed, String purpose) {
    SeededRandom mixed = new SeededRandom(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
    return new SeededRandom(mixed.next());
  }

  long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform from 0 to the bound, exclusive; the bound is below 2^31. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** True with this probability, in percent. */
  boolean percent(int times) {
    return below(100) < times;
  }
}
