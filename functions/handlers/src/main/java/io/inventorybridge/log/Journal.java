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
 * The log of a class. A line is JSON: the function and its request, the ids of what it is about, an
 * {@code event} that is always the same for the same, and details. Of what was sent to us it holds
 * ids, counts and the reasons that reports give, never the content. Thread-safe.
 */
public final class Journal {
  private static final String EVENT = "event";
  private static final String WHY = "why";

  private final Logger log;

  private Journal(Logger log) {
    this.log = log;
  }

  public static Journal of(Class<?> writer) {
    return new Journal(LoggerFactory.getLogger(writer));
  }

  /**
   * Does the work of one call of a function. Every line until its end carries the ids of the
   * function's request and those that the work names; then they are forgotten, since the next call
   * comes to the same thread. A failure is told once, with the ids, and thrown on.
   */
  public <R> R during(Context context, Function<Call, R> work) {
    return PowertoolsLogging.withLogging(context, () -> told(work));
  }

  private <R> R told(Function<Call, R> work) {
    try {
      return work.apply(new Call(this));
    } catch (RuntimeException | Error failure) {
      log.error("{}", "failed", StructuredArguments.entry(EVENT, "failed"), failure);
      throw failure;
    }
  }

  /** A line about something that somebody has to do something about. */
  public void alarm(String event, Map<String, ?> details) {
    log(Level.ERROR, event, details);
  }

  /**
   * A line.
   *
   * @param details texts, numbers, truth values, and maps and lists of them; what stands under
   *     {@code why} is a sentence and is repeated in the message; a detail by the name of an {@link
   *     Id} is left out
   */
  void log(Level level, String event, Map<String, ?> details) {
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>(Details.of(details));
    fields.put(EVENT, event);
    String message = fields.containsKey(WHY) ? event + ": " + fields.get(WHY) : event;
    log.atLevel(level).log("{}", message, StructuredArguments.entries(fields));
  }
}
