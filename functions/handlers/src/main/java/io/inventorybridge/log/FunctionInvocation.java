// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import java.util.Map;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** A function call in progress. For one thread; log lines of threads it starts carry its ids. */
public final class FunctionInvocation {
  private final StructuredLog log;

  FunctionInvocation(StructuredLog log) {
    this.log = log;
  }

  /** Sets the subject of all further lines and drops the ids of the previous subject. */
  public FunctionInvocation setSubject(LogId id, String value) {
    for (LogId any : LogId.values()) {
      MDC.remove(any.field());
    }
    return addId(id, value);
  }

  /** Adds an id to all further lines. */
  public FunctionInvocation addId(LogId id, String value) {
    MDC.put(id.field(), LogFields.visible(value));
    return this;
  }

  /**
   * Logs a result.
   *
   * @param event one or two words, constant for the kind of event
   * @param details as for {@link StructuredLog#log}
   */
  public void info(String event, Map<String, ?> details) {
    log.log(Level.INFO, event, details);
  }

  /** Logs a warning that may need an operator's action. */
  public void warn(String event, Map<String, ?> details) {
    log.log(Level.WARN, event, details);
  }
}
