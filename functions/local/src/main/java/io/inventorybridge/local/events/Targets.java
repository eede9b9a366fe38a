// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.Json;
import io.inventorybridge.local.events.Occurrence.Sent;
import io.inventorybridge.local.events.Occurrence.Stored;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.statemachine.ExecutionError;
import io.inventorybridge.local.statemachine.Interpreter;
import io.inventorybridge.local.statemachine.Pause;
import io.inventorybridge.local.template.Template;
import io.inventorybridge.local.template.UnusableTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The functions and state machines of a template, and their routes from events. */
final class Targets {
  // Lambda waits a minute before the first retry and two before the second.
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

  private final List<Route> routes = new ArrayList<>();
  private final Map<String, LocalFunction> functions;
  private final List<Template.StateMachine> machines;
  private final Pause pause;
  private final Clock clock;

  Targets(Template template, Map<String, LocalFunction> functions, Pause pause, Clock clock) {
    this.functions = functions;
    this.machines = template.stateMachines();
    this.pause = pause;
    this.clock = clock;
    for (Template.Function function : template.functions()) {
      for (Template.Notification notification : function.notifications()) {
        routes.add(new Notified(function, notification));
      }
      for (JsonNode pattern : function.eventPatterns()) {
        routes.add(new Ruled(function, template.buckets(), new EventPattern(pattern)));
      }
      for (Template.BusRule rule : function.busRules()) {
        routes.add(new Sending(function, rule.bus(), new EventPattern(rule.pattern())));
      }
    }
    for (Template.StateMachine machine : template.stateMachines()) {
      Interpreter interpreter = interpreter(machine, pause);
      for (JsonNode pattern : machine.eventPatterns()) {
        routes.add(
            new Executed(machine, interpreter, template.buckets(), new EventPattern(pattern)));
      }
    }
  }

  private Interpreter interpreter(Template.StateMachine machine, Pause waiting) {
    return new Interpreter(
        DefinitionReader.read(machine.source(), machine.definition()),
        this::call,
        waiting,
        clock,
        new SplittableRandom());
  }

  Interpreter.Outcome execute(String name, String execution, Object input, Pause waiting)
      throws InterruptedException {
    Template.StateMachine machine =
        machines.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new UnusableTemplate("the template has no state machine " + name));
    return interpreter(machine, waiting).run(execution, input);
  }

  /** A route from an event to a target. */
  sealed interface Route {
    boolean takes(Occurrence occurrence);

    String target();
  }

  /** A bucket notification to a function. */
  record Notified(Template.Function function, Template.Notification notification) implements Route {
    @Override
    public boolean takes(Occurrence occurrence) {
      return occurrence instanceof Stored stored
          && notification.bucket().equals(stored.object().bucket())
          && stored.object().key().startsWith(notification.prefix())
          && stored.object().key().endsWith(notification.suffix())
          && notification.events().stream()
              .anyMatch(it -> named(it, "s3:" + stored.object().operation().notificationName()));
    }

    private static boolean named(String pattern, String event) {
      return pattern.endsWith("*")
          ? event.startsWith(pattern.substring(0, pattern.length() - 1))
          : event.equals(pattern);
    }

    @Override
    public String target() {
      return function.name();
    }
  }

  /** An EventBridge rule to a function. */
  record Ruled(Template.Function function, List<Template.Bucket> buckets, EventPattern pattern)
      implements Route {
    @Override
    public boolean takes(Occurrence occurrence) {
      return occurrence instanceof Stored stored
          && onTheBus(buckets, stored.object())
          && pattern.matches(S3Events.objectCreated("", stored.object()));
    }

    @Override
    public String target() {
      return function.name();
    }
  }

  /** A rule on a bus of the template's own to a function. */
  record Sending(Template.Function function, String bus, EventPattern pattern) implements Route {
    @Override
    public boolean takes(Occurrence occurrence) {
      return occurrence instanceof Sent sent
          && bus.equals(sent.bus())
          && pattern.matches(sent.event());
    }

    @Override
    public String target() {
      return function.name();
    }
  }

  /** An EventBridge rule to a state machine. */
  record Executed(
      Template.StateMachine machine,
      Interpreter interpreter,
      List<Template.Bucket> buckets,
      EventPattern pattern)
      implements Route {
    @Override
    public boolean takes(Occurrence occurrence) {
      return occurrence instanceof Stored stored
          && onTheBus(buckets, stored.object())
          && pattern.matches(S3Events.objectCreated("", stored.object()));
    }

    @Override
    public String target() {
      return machine.name();
    }
  }

  private static boolean onTheBus(List<Template.Bucket> buckets, StoredObject object) {
    return buckets.stream().anyMatch(it -> it.eventBridge() && it.name().equals(object.bucket()));
  }

  List<Route> routes(Occurrence occurrence) {
    return routes.stream().filter(route -> route.takes(occurrence)).toList();
  }

  /** The reason for the final failure of a target. */
  record Failure(String error, String reason, Optional<byte[]> deadLetter) {}

  /** Delivers an event; empty when the target handled it. */
  Optional<Failure> deliver(Route route, String id, Occurrence occurrence)
      throws InterruptedException {
    byte[] event =
        Json.bytes(
            switch (occurrence) {
              case Stored stored ->
                  route instanceof Notified
                      ? S3Events.notification(id, stored.object())
                      : S3Events.objectCreated(id, stored.object());
              case Sent sent -> sent.event();
            });
    return switch (route) {
      case Notified notified -> repeating(notified.function(), id, event);
      case Ruled ruled -> repeating(ruled.function(), id, event);
      case Sending sending -> repeating(sending.function(), id, event);
      case Executed executed -> {
        Object input = input(event);
        yield switch (executed.interpreter().run(id, input)) {
          case Interpreter.Succeeded succeeded -> Optional.empty();
          case Interpreter.Failed failed ->
              Optional.of(new Failure(failed.error(), failed.cause(), Optional.empty()));
        };
      }
    };
  }

  private static Object input(byte[] event) {
    try {
      return Json.MAPPER.readValue(event, Object.class);
    } catch (IOException e) {
      throw new IllegalStateException("the event is not JSON", e);
    }
  }

  private Optional<Failure> repeating(Template.Function function, String id, byte[] event)
      throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        byte[] ignored = function(function.name()).invoke(event, id);
        return Optional.empty();
      } catch (FunctionError e) {
        if (attempt >= function.retries()) {
          return Optional.of(new Failure(e.type(), e.reason(), Optional.of(event)));
        }
        pause.sleep(FIRST_RETRY.multipliedBy(attempt + 1L));
      }
    }
  }

  private @Nullable Object call(String resource, @Nullable Object argument) {
    String name = resource.replaceFirst("^arn:aws:lambda:[^:]*:[^:]*:function:", "");
    LocalFunction function = function(name.replaceFirst(":.*", ""));
    try {
      byte[] answer =
          function.invoke(Json.MAPPER.writeValueAsBytes(argument), UUID.randomUUID().toString());
      return answer.length == 0 ? null : Json.MAPPER.readValue(answer, Object.class);
    } catch (FunctionError e) {
      throw new ExecutionError(e.type(), e.answer());
    } catch (JsonProcessingException e) {
      throw new ExecutionError("States.Runtime", name + " did not answer with JSON");
    } catch (IOException e) {
      throw new ExecutionError("States.Runtime", name + ": " + e.getMessage());
    }
  }

  private LocalFunction function(String name) {
    return Optional.ofNullable(functions.get(name))
        .orElseThrow(() -> new UnusableTemplate("the template has no function " + name));
  }

  static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
