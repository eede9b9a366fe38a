// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

/**
 * The capacity consumed by calls to the store of the ledger.
 *
 * @param requests every attempt, refused ones too
 * @param written units of 1 KB
 * @param read units of 4 KB, read consistently
 */
public record Spent(long requests, long written, long read) {
  public static final Spent NOTHING = new Spent(0, 0, 0);

  /** The consumption since an earlier reading. */
  public Spent since(Spent before) {
    return new Spent(requests - before.requests, written - before.written, read - before.read);
  }
}
