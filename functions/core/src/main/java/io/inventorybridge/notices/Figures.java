// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import java.util.Map;

/** Counts what alarms and the dashboard look at. Thread-safe. */
public interface Figures {
  /** Where nobody looks. */
  Figures NONE = counts -> {};

  /** Adds to figures, by their names; a name that is new begins with it. */
  void count(Map<String, Long> counts);
}
