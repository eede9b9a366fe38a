// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.bulk;

import java.util.List;

/** Keeps the running bulk queries in memory. */
public final class InMemoryBulkQueryStore implements BulkQueryStore {
  private List<RunningBulkQuery> queries = List.of();

  @Override
  public synchronized List<RunningBulkQuery> load() {
    return queries;
  }

  @Override
  public synchronized boolean replace(List<RunningBulkQuery> seen, List<RunningBulkQuery> next) {
    if (!queries.equals(seen)) {
      return false;
    }
    queries = List.copyOf(next);
    return true;
  }
}
