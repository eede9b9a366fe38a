// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.wiring.FunctionPorts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports that may stop a function or fail at every call, as far as the contract of the port allows.
 */
final class TroubledPorts {
  private static final Duration CALL = Duration.ofMillis(7);
  private static final List<WorldFault> ANYWHERE =
      List.of(
          WorldFault.CRASH_BEFORE_CALL,
          WorldFault.CRASH_AFTER_CALL,
          WorldFault.THROTTLED,
          WorldFault.ANSWER_LOST);

  private final TurnScheduler baton;
  private final TroublePlan troubles;
  private final SimulatedClock clock;
  private final WriteWatch watch;
  private final WorldTrace trace;

  TroubledPorts(
      TurnScheduler baton,
      TroublePlan troubles,
      SimulatedClock clock,
      WriteWatch watch,
      WorldTrace trace) {
    this.baton = baton;
    this.troubles = troubles;
    this.clock = clock;
    this.watch = watch;
    this.trace = trace;
  }

  FunctionPorts around(FunctionPorts ports) {
    return around(
        FunctionPorts.class,
        ports,
        (method, arguments) -> port(method.getReturnType(), through(ports, method, arguments)));
  }

  private <T> T port(Class<T> type, Object port) {
    return around(type, type.cast(port), (method, arguments) -> called(port, method, arguments));
  }

  private interface Calling {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T around(Class<T> type, T target, Calling calling) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? through(target, method, arguments)
                    : calling.call(method, arguments)));
  }

  private Object called(Object port, Method method, Object[] arguments) throws Throwable {
    if (!baton.isHeld()) {
      return watch.after(method, arguments, through(port, method, arguments));
    }
    TurnScheduler.Runner runner = baton.holder();
    int call = runner.nextCall();
    clock.pass(CALL);
    if (troubles.stopsAt(runner.name(), call)) {
      if (baton.running() > 1) {
        troubles.count(WorldFault.MET_ANOTHER);
      }
      baton.pass();
    }
    Optional<WorldFault> fault = troubles.at(runner.name(), call, possible(method));
    trace.tell(
        () ->
            "  %s/%d %s %s%s"
                .formatted(
                    runner.name(),
                    call,
                    method.getName(),
                    arguments == null || arguments.length == 0 ? "" : arguments[0],
                    fault.map(it -> " !! " + it).orElse("")));
    if (fault.isEmpty()) {
      return watch.after(method, arguments, through(port, method, arguments));
    }
    switch (fault.get()) {
      case CRASH_BEFORE_CALL -> throw new FunctionCrash();
      case THROTTLED -> throw failure("throttled");
      case CONDITION_FAILED -> {
        return refusal(port, method, arguments);
      }
      default -> {
        // made first
      }
    }
    Object answer = watch.after(method, arguments, through(port, method, arguments));
    return switch (fault.get()) {
      case CRASH_AFTER_CALL -> throw new FunctionCrash();
      case ANSWER_LOST -> throw failure("no answer");
      case WRITTEN_AND_REFUSED -> refusal(port, method, arguments);
      case READ_BROKE_OFF -> new BreakingOff((InputStream) answer, call % 40);
      default -> throw new IllegalStateException(fault.get() + " is nothing that befalls a call");
    };
  }

  private static List<WorldFault> possible(Method method) {
    List<WorldFault> possible = new ArrayList<>(ANYWHERE);
    switch (method.getName()) {
      case "post", "store", "replace" -> {
        possible.add(WorldFault.CONDITION_FAILED);
        possible.add(WorldFault.WRITTEN_AND_REFUSED);
      }
      case "create" -> {
        if (method.getDeclaringClass() == DeliveryRepository.class) {
          possible.add(WorldFault.WRITTEN_AND_REFUSED);
        }
      }
      case "open" -> possible.add(WorldFault.READ_BROKE_OFF);
      default -> {
        // no more calls
      }
    }
    return possible;
  }

  private static Object refusal(Object port, Method method, Object[] arguments) {
    return switch (port) {
      case StockLedger ledger -> new StockLedger.VersionConflict();
      case OrderRepository orders -> new OrderRepository.VersionConflict();
      case DeliveryRepository deliveries ->
          switch (arguments[0]) {
            case DeliveryRecord record ->
                new DeliveryRepository.WriteOutcome.Conflict<>(deliveries.find(record.id()));
            case PartRecord part ->
                new DeliveryRepository.WriteOutcome.Conflict<>(
                    deliveries.findPart(part.delivery(), part.part()));
            default -> throw new IllegalStateException("no record: " + arguments[0]);
          };
      default -> throw new IllegalStateException(method + " has no condition");
    };
  }

  private static StorageFailure failure(String what) {
    return new StorageFailure("simulated", new IllegalStateException(what));
  }

  private static Object through(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** A connection that breaks. */
  private static final class BreakingOff extends FilterInputStream {
    private int left;

    BreakingOff(InputStream in, int after) {
      super(in);
      left = after;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) {
        throw new IOException("the connection broke");
      }
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("the connection broke");
      }
      int read = super.read(bytes, from, Math.min(left, length));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
