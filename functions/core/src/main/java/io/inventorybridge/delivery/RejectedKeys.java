// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The keys that the unusable rows of an initial load name. The load does not state such a key, so
 * its sweep must not empty it.
 *
 * @param named rows that name a store and a product; their keys are listed in the file beside the
 *     rejects
 * @param unnamed rows that may be of any key; one of them is enough to leave the whole load without
 *     a sweep
 */
public record RejectedKeys(long named, long unnamed) {
  public static final RejectedKeys NONE = new RejectedKeys(0, 0);
}
