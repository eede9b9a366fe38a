// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import java.util.Map;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * A call of a function that is under way. For one thread; lines of threads it starts carry its ids.
 */
public final class Call {
  private final Journal journal;

  Call(Journal journal) {
    this.journal = journal;
  }

  /** From here on the lines are about this, and no longer about what the call did before. */
  public Call about(Id id, String value) {
    for (Id any : Id.values()) {
      MDC.remove(any.field());
    }
    return and(id, value);
  }

  /** From here on the lines carry this id too. */
  public Call and(Id id, String value) {
    MDC.put(id.field(), Details.visible(value));
    return this;
  }

  /**
   * A line about how it came out.
   *
   * @param event a word or two, always the same for the same
   * @param details as for {@link Journal#log}
   */
  public void tell(String event, Map<String, ?> details) {
    journal.log(Level.INFO, event, details);
  }

  /** A line about something that a person may have to do something about. */
  public void warn(String event, Map<String, ?> details) {
    journal.log(Level.WARN, event, details);
  }
}
