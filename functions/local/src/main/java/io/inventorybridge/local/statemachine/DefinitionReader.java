// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and checks a whole definition. The interpreter supports every definition that passes. */
public final class DefinitionReader {
  private static final Set<String> MACHINE =
      Set.of("Comment", "StartAt", "States", "QueryLanguage", "TimeoutSeconds", "Version");
  private static final Set<String> PASS =
      Set.of("Type", "Comment", "QueryLanguage", "Output", "Assign", "Next", "End");
  private static final Set<String> TASK =
      Set.of(
          "Type",
          "Comment",
          "QueryLanguage",
          "Resource",
          "Arguments",
          "Output",
          "Assign",
          "TimeoutSeconds",
          "Retry",
          "Catch",
          "Next",
          "End");
  private static final Set<String> CHOICE =
      Set.of("Type", "Comment", "QueryLanguage", "Choices", "Default", "Output", "Assign");
  private static final Set<String> WAIT =
      Set.of(
          "Type",
          "Comment",
          "QueryLanguage",
          "Seconds",
          "Timestamp",
          "Output",
          "Assign",
          "Next",
          "End");
  private static final Set<String> SUCCEED = Set.of("Type", "Comment", "QueryLanguage", "Output");
  private static final Set<String> FAIL =
      Set.of("Type", "Comment", "QueryLanguage", "Error", "Cause");
  private static final Set<String> RULE =
      Set.of("Condition", "Next", "Output", "Assign", "Comment");
  private static final Set<String> RETRIER =
      Set.of(
          "ErrorEquals",
          "IntervalSeconds",
          "MaxAttempts",
          "BackoffRate",
          "MaxDelaySeconds",
          "JitterStrategy",
          "Comment");
  private static final Set<String> CATCHER =
      Set.of("ErrorEquals", "Next", "Output", "Assign", "Comment");

  // Amazon States Language: the defaults of a retrier.
  private static final int INTERVAL_SECONDS = 1;
  private static final int ATTEMPTS = 3;
  private static final double BACKOFF = 2.0;

  private final String source;

  private DefinitionReader(String source) {
    this.source = source;
  }

  /**
   * Reads a definition.
   *
   * @param source where the definition comes from, for messages
   * @throws UnusableDefinition with one sentence that names the state and the field
   */
  public static StateMachineDefinition read(String source, JsonNode definition) {
    return new DefinitionReader(source).read(definition);
  }

  private StateMachineDefinition read(JsonNode definition) {
    onlyKnown("the machine", definition, MACHINE);
    jsonata("the machine", definition, true);
    Map<String, State> states = new LinkedHashMap<>();
    required("the machine", definition, "States")
        .properties()
        .forEach(it -> states.put(it.getKey(), state(it.getKey(), it.getValue())));
    StateMachineDefinition machine =
        new StateMachineDefinition(
            required("the machine", definition, "StartAt").asText(),
            states,
            seconds("the machine", definition, "TimeoutSeconds"));
    checkTransitions(machine);
    return machine;
  }

  private State state(String name, JsonNode state) {
    String type = required(name, state, "Type").asText();
    jsonata(name, state, false);
    return switch (type) {
      case "Pass" -> {
        onlyKnown(name, state, PASS);
        yield new Pass(effects(name, state), next(name, state));
      }
      case "Task" -> {
        onlyKnown(name, state, TASK);
        yield new Task(
            template(name, state, "Resource")
                .orElseThrow(() -> refusal(name, "field Resource is missing")),
            template(name, state, "Arguments"),
            effects(name, state),
            seconds(name, state, "TimeoutSeconds"),
            retriers(name, state),
            catchers(name, state),
            next(name, state));
      }
      case "Choice" -> {
        onlyKnown(name, state, CHOICE);
        yield new Choice(
            rules(name, state),
            Optional.ofNullable(state.get("Default")).map(JsonNode::asText),
            effects(name, state));
      }
      case "Wait" -> {
        onlyKnown(name, state, WAIT);
        if (state.has("Seconds") == state.has("Timestamp")) {
          throw refusal(name, "exactly one of Seconds and Timestamp is needed");
        }
        yield new Wait(
            template(name, state, "Seconds"),
            template(name, state, "Timestamp"),
            effects(name, state),
            next(name, state));
      }
      case "Succeed" -> {
        onlyKnown(name, state, SUCCEED);
        yield new Succeed(effects(name, state));
      }
      case "Fail" -> {
        onlyKnown(name, state, FAIL);
        yield new Fail(template(name, state, "Error"), template(name, state, "Cause"));
      }
      default -> throw refusal(name, "states of type " + type + " are not implemented locally");
    };
  }

  private List<Rule> rules(String name, JsonNode state) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : required(name, state, "Choices")) {
      onlyKnown(name, rule, RULE);
      rules.add(
          new Rule(
              template(name, rule, "Condition")
                  .orElseThrow(() -> refusal(name, "field Condition is missing")),
              required(name, rule, "Next").asText(),
              effects(name, rule)));
    }
    return rules;
  }

  private List<Retrier> retriers(String name, JsonNode state) {
    List<Retrier> retriers = new ArrayList<>();
    if (state.has("Retry")) {
      for (JsonNode retrier : state.get("Retry")) {
        onlyKnown(name, retrier, RETRIER);
        String jitter = retrier.path("JitterStrategy").asText("NONE");
        if (!jitter.equals("NONE") && !jitter.equals("FULL")) {
          throw refusal(name, "JitterStrategy " + jitter + " is unknown");
        }
        retriers.add(
            new Retrier(
                errors(name, retrier),
                Duration.ofSeconds(retrier.path("IntervalSeconds").asInt(INTERVAL_SECONDS)),
                retrier.path("MaxAttempts").asInt(ATTEMPTS),
                retrier.path("BackoffRate").asDouble(BACKOFF),
                seconds(name, retrier, "MaxDelaySeconds"),
                jitter.equals("FULL")));
      }
      allComesLast(name, retriers.stream().map(Retrier::errors).toList());
    }
    return retriers;
  }

  private List<Catcher> catchers(String name, JsonNode state) {
    List<Catcher> catchers = new ArrayList<>();
    if (state.has("Catch")) {
      for (JsonNode catcher : state.get("Catch")) {
        onlyKnown(name, catcher, CATCHER);
        catchers.add(
            new Catcher(
                errors(name, catcher),
                required(name, catcher, "Next").asText(),
                effects(name, catcher)));
      }
      allComesLast(name, catchers.stream().map(Catcher::errors).toList());
    }
    return catchers;
  }

  private List<String> errors(String name, JsonNode of) {
    List<String> errors = new ArrayList<>();
    required(name, of, "ErrorEquals").forEach(error -> errors.add(error.asText()));
    if (errors.isEmpty()) {
      throw refusal(name, "ErrorEquals is empty");
    }
    return errors;
  }

  private void allComesLast(String name, List<List<String>> errors) {
    for (int i = 0; i < errors.size(); i++) {
      if (errors.get(i).contains(ExecutionError.ALL)
          && (errors.get(i).size() > 1 || i < errors.size() - 1)) {
        throw refusal(name, "States.ALL must stand alone and last");
      }
    }
  }

  private Effects effects(String name, JsonNode of) {
    Map<String, JsonTemplate> assign = new LinkedHashMap<>();
    if (of.has("Assign")) {
      of.get("Assign")
          .properties()
          .forEach(
              it -> {
                if (it.getKey().equals("states")) {
                  throw refusal(name, "the variable states is reserved");
                }
                assign.put(
                    it.getKey(),
                    JsonTemplate.of(at(name) + " Assign." + it.getKey(), it.getValue()));
              });
    }
    return new Effects(template(name, of, "Output"), assign);
  }

  private Optional<JsonTemplate> template(String name, JsonNode of, String field) {
    return Optional.ofNullable(of.get(field))
        .map(value -> JsonTemplate.of(at(name) + " " + field, value));
  }

  private Optional<String> next(String name, JsonNode state) {
    boolean end = state.path("End").asBoolean(false);
    if (end == state.has("Next")) {
      throw refusal(name, "exactly one of Next and End is needed");
    }
    return Optional.ofNullable(state.get("Next")).map(JsonNode::asText);
  }

  private Optional<Duration> seconds(String name, JsonNode of, String field) {
    JsonNode value = of.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()) {
      throw refusal(name, field + " must be a whole number");
    }
    return Optional.of(Duration.ofSeconds(value.longValue()));
  }

  private void jsonata(String name, JsonNode of, boolean mandatory) {
    String language = of.path("QueryLanguage").asText(mandatory ? "JSONPath" : "JSONata");
    if (!language.equals("JSONata")) {
      throw refusal(name, "QueryLanguage " + language + " is not implemented locally");
    }
  }

  private JsonNode required(String name, JsonNode of, String field) {
    JsonNode value = of.get(field);
    if (value == null) {
      throw refusal(name, "field " + field + " is missing");
    }
    return value;
  }

  private void onlyKnown(String name, JsonNode of, Set<String> known) {
    of.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw refusal(name, "field " + field + " is not implemented locally");
              }
            });
  }

  private void checkTransitions(StateMachineDefinition machine) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(machine.startAt()));
    while (!open.isEmpty()) {
      String name = open.pop();
      State state = machine.states().get(name);
      if (state == null) {
        throw new UnusableDefinition(source + ": there is no state " + name);
      }
      if (reached.add(name)) {
        open.addAll(targets(state));
      }
    }
    for (String name : machine.states().keySet()) {
      if (!reached.contains(name)) {
        throw refusal(name, "no other state leads to it");
      }
    }
  }

  private static Set<String> targets(State state) {
    Set<String> targets = new LinkedHashSet<>();
    switch (state) {
      case Pass pass -> pass.next().ifPresent(targets::add);
      case Task task -> {
        task.next().ifPresent(targets::add);
        task.catchers().forEach(catcher -> targets.add(catcher.next()));
      }
      case Choice choice -> {
        choice.rules().forEach(rule -> targets.add(rule.next()));
        choice.otherwise().ifPresent(targets::add);
      }
      case Wait wait -> wait.next().ifPresent(targets::add);
      case Succeed succeed -> {}
      case Fail fail -> {}
    }
    return targets;
  }

  private String at(String name) {
    return source + ", state " + name + ":";
  }

  private UnusableDefinition refusal(String name, String why) {
    return new UnusableDefinition(
        (name.equals("the machine") ? source + ": " : at(name) + " ") + why);
  }
}
