// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import java.util.Optional;

/** The store of {@link InputProgress}. Consistent; safe for use by many threads. */
public interface InputProgressStore {
  /** Reads the record; empty before the first sync. */
  Optional<InputProgress> find();

  /**
   * Stores the record in place of the revision that was read; revision 0 stands for none.
   *
   * @return the stored record with its new revision; empty if another run was first
   */
  Optional<InputProgress> store(InputProgress progress);
}
