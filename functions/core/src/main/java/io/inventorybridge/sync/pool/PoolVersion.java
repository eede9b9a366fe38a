// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

/**
 * Stands for everything a pool was read from: it is another one after every write to any of the
 * records, and after other rules, facilities, settings or catalogue. Two readings of a pair have
 * equal versions exactly when nothing has changed between them.
 *
 * @param value short, without white space; to be compared only
 */
public record PoolVersion(String value) {
  @Override
  public String toString() {
    return value;
  }
}
