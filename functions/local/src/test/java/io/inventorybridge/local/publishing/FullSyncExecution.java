// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.statemachine.ExecutionError;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A measured execution of the full sync's state machine. */
final class FullSyncExecution {
  // Per task: entered, scheduled, started, succeeded, exited; and the choice after it.
  private static final int EVENTS_A_TASK = 7;
  private static final int EVENTS_A_WAIT = 2;
  // Events of the execution and its first two states.
  private static final int OTHER_EVENTS = 8;

  private final PublishingRetailer retailer;
  private final ClockedMachine machine;
  private long tasks;
  private long largest;
  private Duration longest = Duration.ZERO;
  private Duration took = Duration.ZERO;

  FullSyncExecution(PublishingRetailer retailer) {
    this.retailer = retailer;
    this.machine = new ClockedMachine("shopify-full-sync", retailer.clock, this::call);
  }

  StateMachineInterpreter.ExecutionOutcome run() {
    return run("night");
  }

  /**
   * @param name of the execution, and so of its report
   */
  StateMachineInterpreter.ExecutionOutcome run(String name) {
    Instant begun = retailer.clock.instant();
    StateMachineInterpreter.ExecutionOutcome outcome = machine.run(name, Map.of("wait", false));
    took = Duration.between(begun, retailer.clock.instant());
    return outcome;
  }

  private Object call(String function, Object argument) {
    tasks++;
    Instant begun = retailer.clock.instant();
    Map<String, Object> input = PublishingRetailer.map(argument);
    Map<String, Object> answer;
    try {
      answer = retailer.functions().call(function, input);
    } catch (RuntimeException e) {
      throw new ExecutionError(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
    Duration lasted = Duration.between(begun, retailer.clock.instant());
    longest = lasted.compareTo(longest) > 0 ? lasted : longest;
    largest = Math.max(largest, Math.max(size(input), size(answer)));
    if (lasted.compareTo(WiredInvocation.LONGEST) > 0) {
      throw new ExecutionError("Sandbox.Timedout", "took " + lasted);
    }
    return answer;
  }

  private static long size(Map<String, Object> state) {
    return JsonCodec.bytes(JsonCodec.MAPPER.valueToTree(state)).length;
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
