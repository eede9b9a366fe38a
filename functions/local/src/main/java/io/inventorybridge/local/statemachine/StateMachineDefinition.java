// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state machine in Amazon States Language with JSONata, limited to the features of the
 * interpreter. {@link DefinitionReader} refuses every other feature.
 *
 * @param states by name, in the order of the file
 */
public record StateMachineDefinition(
    String startAt, Map<String, State> states, Optional<Duration> timeout) {

  /** The output and the variable assignments of a state. */
  record Effects(Optional<JsonTemplate> output, Map<String, JsonTemplate> assign) {
    static final Effects NONE = new Effects(Optional.empty(), Map.of());
  }

  sealed interface State {}

  /**
   * @param next the next state; empty at an end
   */
  record Pass(Effects effects, Optional<String> next) implements State {}

  record Task(
      JsonTemplate resource,
      Optional<JsonTemplate> arguments,
      Effects effects,
      Optional<Duration> timeout,
      List<Retrier> retriers,
      List<Catcher> catchers,
      Optional<String> next)
      implements State {}

  record Choice(List<Rule> rules, Optional<String> otherwise, Effects effects) implements State {}

  /** Waits a number of seconds or until a time; exactly one of the two is given. */
  record Wait(
      Optional<JsonTemplate> seconds,
      Optional<JsonTemplate> timestamp,
      Effects effects,
      Optional<String> next)
      implements State {}

  record Succeed(Effects effects) implements State {}

  record Fail(Optional<JsonTemplate> error, Optional<JsonTemplate> cause) implements State {}

  record Rule(JsonTemplate condition, String next, Effects effects) {}

  record Retrier(
      List<String> errors,
      Duration interval,
      int attempts,
      double backoff,
      Optional<Duration> longest,
      boolean jitter) {}

  record Catcher(List<String> errors, String next, Effects effects) {}
}
