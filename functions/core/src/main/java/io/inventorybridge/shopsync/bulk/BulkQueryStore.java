// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.bulk;

import java.util.List;

/** Stores the running bulk queries between two calls. Consistent. */
public interface BulkQueryStore {
  /** Loads the queries, at most one of each kind. */
  List<RunningBulkQuery> load();

  /**
   * Stores queries in place of exactly those that were loaded.
   *
   * @return false if another run was first; nothing was stored
   */
  boolean replace(List<RunningBulkQuery> seen, List<RunningBulkQuery> next);
}
