// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.wiring.FunctionPorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the requests that a run makes to the tables and the bucket, as the adapters make them: 100
 * keys in a batch of readings, 25 in a batch of markers, and otherwise one request for each call. A
 * unit is a record that is read or written; each request has at least one.
 */
final class StorageMeter {
  private static final int READ_TOGETHER = 100;
  private static final int WRITTEN_TOGETHER = 25;
  private static final Set<String> METERED =
      Set.of(
          "ledger",
          "changeMarkers",
          "inputProgress",
          "publishedPairs",
          "outbox",
          "shopLease",
          "files");

  private long requests;
  private long units;

  /**
   * XX *
   *
   * @param units records read or written
   */
  record Storage(long requests, long units) {
    @Override
    public String toString() {
      return "%,d requests and %,d units".formatted(requests, units);
    }
  }

  Storage storage() {
    return new Storage(requests, units);
  }

  FunctionPorts over(FunctionPorts ports) {
    return proxy(
        FunctionPorts.class,
        ports,
        (method, arguments, answer) ->
            METERED.contains(method.getName()) ? metered(method.getReturnType(), answer) : answer);
  }

  private Object metered(Class<?> port, Object real) {
    return proxy(
        port.asSubclass(Object.class),
        real,
        (method, arguments, answer) -> {
          count(method, arguments, answer);
          return answer;
        });
  }

  private void count(Method method, Object[] arguments, Object answer) {
    long records = records(answer);
    long together = 1;
    if (arguments != null && arguments.length > 0 && arguments[0] instanceof Collection<?> many) {
      records = Math.max(records, many.size());
      together =
          switch (method.getName()) {
            case "read", "find" -> READ_TOGETHER;
            case "mark" -> WRITTEN_TOGETHER;
            default -> 1;
          };
      requests += (many.size() + together - 1) / together;
    } else {
      requests++;
    }
    units += Math.max(1, records);
  }

  private static long records(Object answer) {
    if (answer == null) {
      return 1;
    }
    return switch (answer) {
      case Collection<?> many -> many.size();
      case Map<?, ?> many -> many.size();
      case ChangeMarkers.Page page -> page.changes().size();
      case Optional<?> one -> one.isPresent() ? 1 : 0;
      default -> 1;
    };
  }

  private interface Answering {
    Object answer(Method method, Object[] arguments, Object answer);
  }

  private static <T> T proxy(Class<T> port, Object real, Answering answering) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              try {
                return answering.answer(method, arguments, method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
