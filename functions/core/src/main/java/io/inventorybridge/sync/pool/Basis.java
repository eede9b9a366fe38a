// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

/**
 * Stands for everything that pools are counted by and that no record of stock tells: rules,
 * facilities, catalogue, topology, and the stores that still wait for their backfill. Another basis
 * makes every pair pending.
 *
 * @param value short, without white space; to be compared only
 */
public record Basis(String value) {
  @Override
  public String toString() {
    return value;
  }
}
