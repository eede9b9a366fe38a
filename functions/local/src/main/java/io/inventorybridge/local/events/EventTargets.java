// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.events.TriggerEvent.Sent;
import io.inventorybridge.local.events.TriggerEvent.Stored;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.statemachine.DefinitionReader;
import io.inventorybridge.local.statemachine.ExecutionError;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import io.inventorybridge.local.statemachine.WaitStrategy;
import io.inventorybridge.local.template.StackTemplate;
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
final class EventTargets {
  // Lambda waits a minute before the first retry and two before the second.
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

  private final List<Route> routes = new ArrayList<>();
  private final Map<String, LocalFunction> functions;
  private final List<StackTemplate.StateMachine> machines;
  private final WaitStrategy pause;
  private final Clock clock;

  EventTargets(
      StackTemplate template,
      Map<String, LocalFunction> functions,
      WaitStrategy pause,
      Clock clock) {
    this.functions = functions;
    this.machines = template.stateMachines();
    this.pause = pause;
    this.clock = clock;
    for (StackTemplate.Function function : template.functions()) {
      for (StackTemplate.Notification notification : function.notifications()) {
        routes.add(new NotificationRoute(function, notification));
      }
      for (JsonNode pattern : function.eventPatterns()) {
        routes.add(new RuleRoute(function, template.buckets(), new EventPattern(pattern)));
      }
      for (StackTemplate.BusRule rule : function.busRules()) {
        routes.add(new BusRoute(function, rule.bus(), new EventPattern(rule.pattern())));
      }
    }
    for (StackTemplate.StateMachine machine : template.stateMachines()) {
      StateMachineInterpreter stateMachineInterpreter = interpreter(machine, pause);
      for (JsonNode pattern : machine.eventPatterns()) {
        routes.add(
            new StateMachineRoute(
                machine, stateMachineInterpreter, template.buckets(), new EventPattern(pattern)));
      }
    }
  }

  private StateMachineInterpreter interpreter(
      StackTemplate.StateMachine machine, WaitStrategy waiting) {
    return new StateMachineInterpreter(
        DefinitionReader.read(machine.source(), machine.definition()),
        this::call,
        waiting,
        clock,
        new SplittableRandom());
  }

  StateMachineInterpreter.ExecutionOutcome execute(
      String name, String execution, Object input, WaitStrategy waiting)
      throws InterruptedException {
    StackTemplate.StateMachine machine =
        machines.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new UnusableTemplate("the template has no state machine " + name));
    return interpreter(machine, waiting).run(execution, input);
  }

  /** A route from an event to a target. */
  sealed interface Route {
    boolean matches(TriggerEvent occurrence);

    String target();
  }

  /** A bucket notification to a function. */
  record NotificationRoute(StackTemplate.Function function, StackTemplate.Notification notification)
      implements Route {
    @Override
    public boolean matches(TriggerEvent occurrence) {
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
  record RuleRoute(
      StackTemplate.Function function, List<StackTemplate.Bucket> buckets, EventPattern pattern)
      implements Route {
    @Override
    public boolean matches(TriggerEvent occurrence) {
      return occurrence instanceof Stored stored
          && isOnDefaultBus(buckets, stored.object())
          && pattern.matches(S3EventJson.objectCreated("", stored.object()));
    }

    @Override
    public String target() {
      return function.name();
    }
  }

  /** A rule on a bus of the template's own to a function. */
  record BusRoute(StackTemplate.Function function, String bus, EventPattern pattern)
      implements Route {
    @Override
    public boolean matches(TriggerEvent occurrence) {
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
  record StateMachineRoute(
      StackTemplate.StateMachine machine,
      StateMachineInterpreter stateMachineInterpreter,
      List<StackTemplate.Bucket> buckets,
      EventPattern pattern)
      implements Route {
    @Override
    public boolean matches(TriggerEvent occurrence) {
      return occurrence instanceof Stored stored
          && isOnDefaultBus(buckets, stored.object())
          && pattern.matches(S3EventJson.objectCreated("", stored.object()));
    }

    @Override
    public String target() {
      return machine.name();
    }
  }

  private static boolean isOnDefaultBus(List<StackTemplate.Bucket> buckets, StoredObject object) {
    return buckets.stream().anyMatch(it -> it.eventBridge() && it.name().equals(object.bucket()));
  }

  List<Route> routes(TriggerEvent occurrence) {
    return routes.stream().filter(route -> route.matches(occurrence)).toList();
  }

  /** The reason for the final failure of a target. */
  record Failure(String error, String reason, Optional<byte[]> deadLetter) {}

  /** Delivers an event; empty when the target handled it. */
  Optional<Failure> deliver(Route route, String id, TriggerEvent occurrence)
      throws InterruptedException {
    byte[] event =
        JsonCodec.bytes(
            switch (occurrence) {
              case Stored stored ->
                  route instanceof NotificationRoute
                      ? S3EventJson.notification(id, stored.object())
                      : S3EventJson.objectCreated(id, stored.object());
              case Sent sent -> sent.event();
            });
    return switch (route) {
      case NotificationRoute notified -> invokeWithRetries(notified.function(), id, event);
      case RuleRoute ruled -> invokeWithRetries(ruled.function(), id, event);
      case BusRoute sending -> invokeWithRetries(sending.function(), id, event);
      case StateMachineRoute executed -> {
        Object input = input(event);
        yield switch (executed.stateMachineInterpreter().run(id, input)) {
          case StateMachineInterpreter.Succeeded succeeded -> Optional.empty();
          case StateMachineInterpreter.Failed failed ->
              Optional.of(new Failure(failed.error(), failed.cause(), Optional.empty()));
        };
      }
    };
  }

  private static Object input(byte[] event) {
    try {
      return JsonCodec.MAPPER.readValue(event, Object.class);
    } catch (IOException e) {
      throw new IllegalStateException("the event is not JSON", e);
    }
  }

  private Optional<Failure> invokeWithRetries(
      StackTemplate.Function function, String id, byte[] event) throws InterruptedException {
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
          function.invoke(
              JsonCodec.MAPPER.writeValueAsBytes(argument), UUID.randomUUID().toString());
      return answer.length == 0 ? null : JsonCodec.MAPPER.readValue(answer, Object.class);
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
