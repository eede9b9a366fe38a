// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the calls of AWS clients and dies at one of them: before the call is made, or after it was
 * answered and before the caller receives the answer. One plan may watch several clients; it
 * numbers their calls together, from 1. Thread-safe.
 *
 * <pre>
 * Crashes counting = Crashes.never();
 * run(counting.watch(DynamoDbClient.class, client));
 * for (int call = 1; call &lt;= counting.calls().size(); call++) {
 *   for (When when : When.values()) {
 *     assertThatThrownBy(() -> run(Crashes.at(call, when).watch(DynamoDbClient.class, client)))
 *         .isInstanceOf(Crash.class);
 *     run(client);
 *   }
 * }
 * </pre>
 */
public class CrashInjector {
  private final int fatal;
  private final When when;
  private final List<String> calls = new ArrayList<>();

  /** The time of the crash, before or after the fatal call. */
  public enum When {
    BEFORE,
    AFTER
  }

  /** Runs other work before the fatal call, and does not die. */
  public CrashInjector instead(Runnable meanwhile) {
    CrashInjector other = this;
    return new CrashInjector(fatal, when) {
      @Override
      int next(String call) {
        int number = other.next(call);
        if (number == other.fatal) {
          meanwhile.run();
        }
        return -number;
      }
    };
  }

  private CrashInjector(int fatal, When when) {
    this.fatal = fatal;
    this.when = when;
  }

  /** Counts only. */
  public static CrashInjector never() {
    return new CrashInjector(0, When.BEFORE);
  }

  /** Dies once, at the call with this number. */
  public static CrashInjector at(int call, When when) {
    return new CrashInjector(call, when);
  }

  /** The names of the calls so far, including the fatal one. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** A proxy of the client that counts and dies. */
  public <T> T watch(Class<T> type, T client) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Watching(type, client)));
  }

  synchronized int next(String call) {
    calls.add(call);
    return calls.size();
  }

  private final class Watching implements InvocationHandler {
    private final Class<?> type;
    private final Object client;

    Watching(Class<?> type, Object client) {
      this.type = type;
      this.client = client;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (isNoCall(method)) {
        return through(method, arguments);
      }
      if (isConvenience(method, arguments)) {
        // Default methods call the plain request through this proxy and are counted there.
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      String call = type.getSimpleName() + "." + method.getName();
      int number = next(call);
      if (number == fatal && when == When.BEFORE) {
        throw new ProcessCrash("before call " + number + ", " + call);
      }
      try {
        return through(method, arguments);
      } finally {
        if (number == fatal) {
          dieAfter(number, call);
        }
      }
    }

    // Discards every answer, including a failed condition: the caller never receives it.
    private static void dieAfter(int number, String call) {
      throw new ProcessCrash("after call " + number + ", " + call);
    }

    private Object through(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(client, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private boolean isNoCall(Method method) {
      return method.getDeclaringClass() == Object.class
          || method.getName().equals("close")
          || method.getName().equals("serviceName")
          || method.getName().equals("serviceClientConfiguration")
          || method.getName().equals("utilities");
    }

    private boolean isConvenience(Method method, Object[] arguments) {
      return method.isDefault()
          && (method.getName().endsWith("Paginator")
              || (arguments != null && arguments[0] instanceof java.util.function.Consumer<?>));
    }
  }
}
