// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.publishing;

import io.inventorybridge.json.Json;
import io.inventorybridge.local.statemachine.ExecutionError;
import io.inventorybridge.local.statemachine.Interpreter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A measured execution of the full sync's state machine. */
final class FullSync {
  // Per task: entered, scheduled, started, succeeded, exited; and the choice after it.
  private static final int EVENTS_A_TASK = 7;
  private static final int EVENTS_A_WAIT = 2;
  // Events of the execution and its first two states.
  private static final int OTHER_EVENTS = 8;

  private final Retailer retailer;
  private final Machine machine;
  private long tasks;
  private long largest;
  private Duration longest = Duration.ZERO;
  private Duration took = Duration.ZERO;

  FullSync(Retailer retailer) {
    this.retailer = retailer;
    this.machine = new Machine("shopify-full-sync", retailer.clock, this::call);
  }

  Interpreter.Outcome run() {
    Instant begun = retailer.clock.instant();
    Interpreter.Outcome outcome = machine.run("night", Map.of("wait", false));
    took = Duration.between(begun, retailer.clock.instant());
    return outcome;
  }

  private Object call(String function, Object argument) {
    tasks++;
    Instant begun = retailer.clock.instant();
    Map<String, Object> input = Retailer.map(argument);
    Map<String, Object> answer;
    try {
      answer = retailer.functions().call(function, input);
    } catch (RuntimeException e) {
      throw new ExecutionError(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
    Duration lasted = Duration.between(begun, retailer.clock.instant());
    longest = lasted.compareTo(longest) > 0 ? lasted : longest;
    largest = Math.max(largest, Math.max(size(input), size(answer)));
    if (lasted.compareTo(Invocation.LONGEST) > 0) {
      throw new ExecutionError("Sandbox.Timedout", "took " + lasted);
    }
    return answer;
  }

  private static long size(Map<String, Object> state) {
    return Json.bytes(Json.MAPPER.valueToTree(state)).length;
  }

  /** The number of function calls. */
  long tasks() {
    return tasks;
  }

  /** The largest input or output of a state, in bytes. */
  long largestState() {
    return largest;
  }

  /** The longest call of a function. */
  Duration longestCall() {
    return longest;
  }

  /** The number of events in the history that Step Functions would keep. */
  long events() {
    return OTHER_EVENTS + EVENTS_A_TASK * tasks + EVENTS_A_WAIT * machine.waits();
  }

  /** The duration in virtual time, waits included. */
  Duration took() {
    return took;
  }
}
