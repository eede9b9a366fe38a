// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.wiring.FunctionPorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Ports that run other work before and after every call. */
final class CallInterleaver {
  private CallInterleaver() {}

  static FunctionPorts of(FunctionPorts ports, Runnable turn) {
    return proxy(
        FunctionPorts.class,
        (method, arguments) ->
            watched(method.getReturnType(), through(ports, method, arguments), turn));
  }

  private static <T> T watched(Class<T> type, Object port, Runnable turn) {
    return proxy(
        type,
        (method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return through(port, method, arguments);
          }
          turn.run();
          Object answer = through(port, method, arguments);
          turn.run();
          return answer;
        });
  }

  private interface Calling {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Calling calling) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calling.call(method, arguments)));
  }

  private static Object through(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
