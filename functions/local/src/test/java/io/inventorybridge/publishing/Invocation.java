// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Calls of functions as they see themselves: what is left of their quarter of an hour. */
final class Invocation {
  static final Duration LONGEST = Duration.ofMinutes(15);

  private Invocation() {}

  /** A call that begins now. */
  static Context beginning(String function, Clock clock, Consumer<String> log) {
    Instant end = clock.instant().plus(LONGEST);
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            log.accept(message);
          }

          @Override
          public void log(byte[] message) {
            log.accept(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" ->
                      (int) Duration.between(clock.instant(), end).toMillis();
                  case "getAwsRequestId" -> function + "-" + clock.instant();
                  case "getFunctionName" -> function;
                  case "getLogger" -> logger;
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }
}
