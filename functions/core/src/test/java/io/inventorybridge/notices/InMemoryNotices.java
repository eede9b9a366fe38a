// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import java.util.ArrayList;
import java.util.List;

/** Remembers the sent notices. Thread-safe. */
public final class InMemoryNotices implements Notices {
  private final List<Notice> told = new ArrayList<>();

  @Override
  public synchronized void tell(Notice notice) {
    told.add(notice);
  }

  /** The notices in the order of sending. */
  public synchronized List<Notice> told() {
    return List.copyOf(told);
  }
}
