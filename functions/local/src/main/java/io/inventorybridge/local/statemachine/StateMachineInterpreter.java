// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import io.inventorybridge.local.statemachine.StateMachineDefinition.Catcher;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Choice;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Effects;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Fail;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Pass;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Retrier;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Rule;
import io.inventorybridge.local.statemachine.StateMachineDefinition.State;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Succeed;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Task;
import io.inventorybridge.local.statemachine.StateMachineDefinition.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a state machine on the calling thread. A task that exceeds its TimeoutSeconds is not
 * interrupted; it counts as timed out when it answers. Thread-safe.
 */
public final class StateMachineInterpreter {
  private final StateMachineDefinition machine;
  private final TaskInvoker tasks;
  private final WaitStrategy pause;
  private final Clock clock;
  private final RandomGenerator random;

  public StateMachineInterpreter(
      StateMachineDefinition machine,
      TaskInvoker tasks,
      WaitStrategy pause,
      Clock clock,
      RandomGenerator random) {
    this.machine = machine;
    this.tasks = tasks;
    this.pause = pause;
    this.clock = clock;
    this.random = random;
  }

  /** The outcome of an execution. */
  public sealed interface ExecutionOutcome {}

  /** The execution reached an end state. */
  public record Succeeded(@Nullable Object output) implements ExecutionOutcome {}

  /** The execution reached a Fail state, or no Catch matched an error. */
  public record Failed(String state, String error, String cause) implements ExecutionOutcome {}

  /**
   * Runs one execution to its end.
   *
   * @param name unique; the value of {@code $states.context.Execution.Name}
   * @param input plain JSON
   */
  public ExecutionOutcome run(String name, @Nullable Object input) throws InterruptedException {
    return new Execution(name, input).run();
  }

  private sealed interface Step {
    record Next(String state, @Nullable Object output) implements Step {}

    record Done(ExecutionOutcome outcome) implements Step {}
  }

  private final class Execution {
    private final Map<String, Object> variables = new HashMap<>();
    private final Instant started = clock.instant();
    private final Map<String, @Nullable Object> about = new LinkedHashMap<>();

    Execution(String name, @Nullable Object input) {
      about.put("Id", "arn:aws:states:us-east-1:000000000000:execution:local:" + name);
      about.put("Name", name);
      about.put("Input", input);
      about.put("StartTime", started.toString());
    }

    ExecutionOutcome run() throws InterruptedException {
      String name = machine.startAt();
      Object input = about.get("Input");
      while (true) {
        State state = machine.states().get(name);
        if (state == null) {
          throw new IllegalStateException("the definition was checked, and has no " + name);
        }
        try {
          if (machine.timeout().filter(this::hasPassed).isPresent()) {
            return new Failed(name, ExecutionError.TIMEOUT, "the execution took too long");
          }
          switch (step(name, state, input)) {
            case Step.Done done -> {
              return done.outcome();
            }
            case Step.Next next -> {
              name = next.state();
              input = next.output();
            }
          }
        } catch (ExecutionError e) {
          return new Failed(name, e.error(), e.reason());
        }
      }
    }

    private boolean hasPassed(Duration timeout) {
      return Duration.between(started, clock.instant()).compareTo(timeout) > 0;
    }

    private Step step(String name, State state, @Nullable Object input)
        throws InterruptedException {
      Scope scope = new Scope(name, input);
      return switch (state) {
        case Pass pass -> onward(pass.next(), scope.apply(pass.effects(), input));
        case Task task -> call(task, scope);
        case Choice choice -> choose(choice, scope);
        case Wait wait -> {
          pause.sleep(length(wait, scope));
          yield onward(wait.next(), scope.apply(wait.effects(), input));
        }
        case Succeed succeed -> new Step.Done(new Succeeded(scope.apply(succeed.effects(), input)));
        case Fail fail ->
            new Step.Done(new Failed(name, scope.text(fail.error()), scope.text(fail.cause())));
      };
    }

    private Step onward(Optional<String> next, @Nullable Object output) {
      return next.<Step>map(state -> new Step.Next(state, output))
          .orElseGet(() -> new Step.Done(new Succeeded(output)));
    }

    private Step choose(Choice choice, Scope scope) {
      for (Rule rule : choice.rules()) {
        Object answer = rule.condition().evaluate(scope.bindings());
        if (!(answer instanceof Boolean truth)) {
          throw new ExecutionError(
              ExecutionError.QUERY_EVALUATION, "a Condition must be true or false, not " + answer);
        }
        if (truth) {
          return new Step.Next(rule.next(), scope.apply(rule.effects(), scope.input));
        }
      }
      return choice
          .otherwise()
          .<Step>map(it -> new Step.Next(it, scope.apply(choice.effects(), scope.input)))
          .orElseThrow(
              () -> new ExecutionError(ExecutionError.NO_CHOICE, "no rule of " + scope.name));
    }

    private Duration length(Wait wait, Scope scope) {
      if (wait.seconds().isPresent()) {
        Object seconds = wait.seconds().get().evaluate(scope.bindings());
        if (seconds instanceof Number number) {
          return Duration.ofSeconds(number.longValue());
        }
        throw new ExecutionError(ExecutionError.RUNTIME, "Seconds must be a number: " + seconds);
      }
      String until = scope.text(wait.timestamp());
      try {
        Duration left = Duration.between(clock.instant(), OffsetDateTime.parse(until).toInstant());
        return left.isNegative() ? Duration.ZERO : left;
      } catch (DateTimeParseException e) {
        throw new ExecutionError(ExecutionError.RUNTIME, "Timestamp must be a time: " + until);
      }
    }

    private Step call(Task task, Scope scope) throws InterruptedException {
      int[] retried = new int[task.retriers().size()];
      while (true) {
        try {
          Object result = once(task, scope);
          scope.result(result);
          return onward(task.next(), scope.apply(task.effects(), result));
        } catch (ExecutionError e) {
          int first = 0;
          while (first < retried.length
              && task.retriers().get(first).errors().stream().noneMatch(e::is)) {
            first++;
          }
          if (first < retried.length && retried[first] < task.retriers().get(first).attempts()) {
            pause.sleep(delay(task.retriers().get(first), retried[first]));
            retried[first]++;
            scope.retryCount++;
            continue;
          }
          Catcher catcher =
              task.catchers().stream()
                  .filter(it -> it.errors().stream().anyMatch(e::is))
                  .findFirst()
                  .orElseThrow(() -> e);
          Map<String, Object> errorOutput = new LinkedHashMap<>();
          errorOutput.put("Error", e.error());
          errorOutput.put("Cause", e.reason());
          scope.errorOutput(errorOutput);
          return new Step.Next(catcher.next(), scope.apply(catcher.effects(), errorOutput));
        }
      }
    }

    private @Nullable Object once(Task task, Scope scope) {
      String resource = String.valueOf(task.resource().evaluate(scope.bindings()));
      Object argument =
          task.arguments().isPresent()
              ? task.arguments().get().evaluate(scope.bindings())
              : scope.input;
      Instant begun = clock.instant();
      Object result = tasks.call(resource, argument);
      Duration took = Duration.between(begun, clock.instant());
      if (task.timeout().filter(limit -> took.compareTo(limit) > 0).isPresent()) {
        throw new ExecutionError(ExecutionError.TIMEOUT, scope.name + " took " + took);
      }
      return result;
    }

    private Duration delay(Retrier retrier, int before) {
      double seconds = retrier.interval().toSeconds() * Math.pow(retrier.backoff(), before);
      double capped =
          retrier.longest().map(it -> Math.min(seconds, (double) it.toSeconds())).orElse(seconds);
      double chosen = retrier.jitter() ? random.nextDouble() * capped : capped;
      return Duration.ofMillis(Math.round(chosen * 1_000));
    }

    /** The data visible to one state. */
    private final class Scope {
      private final String name;
      private final @Nullable Object input;
      private final Map<String, @Nullable Object> states = new LinkedHashMap<>();
      private final String entered = clock.instant().toString();
      private int retryCount;

      Scope(String name, @Nullable Object input) {
        this.name = name;
        this.input = input;
        states.put("input", input);
      }

      void result(@Nullable Object result) {
        states.put("result", result);
      }

      void errorOutput(Object errorOutput) {
        states.put("errorOutput", errorOutput);
      }

      Map<String, Object> bindings() {
        states.put(
            "context",
            Map.of(
                "Execution",
                about,
                "State",
                Map.of("Name", name, "EnteredTime", entered, "RetryCount", retryCount)));
        Map<String, Object> bindings = new HashMap<>(variables);
        bindings.put("states", states);
        return bindings;
      }

      /** The output, like the assignments, is computed from the variables before this state. */
      @Nullable Object apply(Effects effects, @Nullable Object otherwise) {
        Map<String, Object> before = bindings();
        Object output =
            effects.output().isPresent() ? effects.output().get().evaluate(before) : otherwise;
        Map<String, Object> assigned = new HashMap<>();
        effects
            .assign()
            .forEach(
                (variable, template) -> {
                  Object value = template.evaluate(before);
                  if (value == null) {
                    throw new ExecutionError(
                        ExecutionError.RUNTIME,
                        name + " assigns null to " + variable + ", which is not implemented");
                  }
                  assigned.put(variable, value);
                });
        variables.putAll(assigned);
        return output;
      }

      String text(Optional<JsonTemplate> template) {
        return template.map(it -> String.valueOf(it.evaluate(bindings()))).orElse("");
      }
    }
  }
}
