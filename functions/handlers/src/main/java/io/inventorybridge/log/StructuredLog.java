// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.log;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/**
 * The log of a class. A line is JSON: the function and its request, the ids of its subject, an
 * {@code event} that is constant for its kind, and details. It holds ids, counts and report reasons
 * of received data, never the content. Thread-safe.
 */
public final class StructuredLog {
  private static final String EVENT = "event";
  private static final String WHY = "why";

  private final Logger log;

  private StructuredLog(Logger log) {
    this.log = log;
  }

  public static StructuredLog of(Class<?> writer) {
    return new StructuredLog(LoggerFactory.getLogger(writer));
  }

  /**
   * Runs one call of a function. Every line until its end carries the ids of the function's request
   * and the ids that the work sets; they are removed afterwards because the thread is reused. A
   * failure is logged once, with the ids, and rethrown.
   */
  public <R> R during(Context context, Function<FunctionInvocation, R> work) {
    return PowertoolsLogging.withLogging(context, () -> runLogged(work));
  }

  private <R> R runLogged(Function<FunctionInvocation, R> work) {
    try {
      return work.apply(new FunctionInvocation(this));
    } catch (RuntimeException | Error failure) {
      log.error("{}", "failed", StructuredArguments.entry(EVENT, "failed"), failure);
      throw failure;
    }
  }

  /** Logs an error that needs an operator's action. */
  public void alarm(String event, Map<String, ?> details) {
    log(Level.ERROR, event, details);
  }

  /**
   * Writes a line.
   *
   * @param details texts, numbers, booleans, and maps and lists of them. The sentence under {@code
   *     why} is repeated in the message. A detail with the name of an {@link LogId} is left out.
   */
  void log(Level level, String event, Map<String, ?> details) {
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>(LogFields.of(details));
    fields.put(EVENT, event);
    String message = fields.containsKey(WHY) ? event + ": " + fields.get(WHY) : event;
    log.atLevel(level).log("{}", message, StructuredArguments.entries(fields));
  }
}
