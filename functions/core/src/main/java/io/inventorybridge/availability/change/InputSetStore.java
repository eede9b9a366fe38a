// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

/**
 * The store of whole sets of inputs. A stored set is never changed: it can be read back as it was,
 * whatever happened to the files from which it was made. Safe for use by many threads.
 */
public interface InputSetStore {
  /** Stores a set; storing the same set again changes nothing. */
  void save(InputSet set);

  /** Reads a stored set. */
  InputSet load(InputSet.Reference reference);
}
