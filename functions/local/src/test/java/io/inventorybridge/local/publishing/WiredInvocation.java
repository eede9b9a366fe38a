// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The contexts of function calls, with the remaining time of their 15 minutes. */
final class WiredInvocation {
  static final Duration LONGEST = Duration.ofMinutes(15);

  private WiredInvocation() {}

  /** The context of a call that starts now. */
  static Context beginning(String function, Clock clock) {
    Instant end = clock.instant().plus(LONGEST);
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
                  case "getFunctionVersion" -> "1";
                  case "getInvokedFunctionArn" -> "arn:aws:lambda:::function:" + function;
                  case "getMemoryLimitInMB" -> 512;
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }
}
