// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was told. Thread-safe. */
public final class InMemoryNotices implements Notices {
  private final List<Notice> told = new ArrayList<>();

  @Override
  public synchronized void tell(Notice notice) {
    told.add(notice);
  }

  /** In the order of telling. */
  public synchronized List<Notice> told() {
    return List.copyOf(told);
  }
}
