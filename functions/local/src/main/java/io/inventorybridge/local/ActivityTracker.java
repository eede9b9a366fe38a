// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.ProgressListener;
import io.inventorybridge.local.functions.LocalFunction;
import java.util.Collection;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Reports the functions that run, and the number of table writes so far. For one thread. */
final class ActivityTracker {
  private final Collection<LocalFunction> functions;
  private final LongSupplier written;
  private final ProgressListener loading;
  private String shown = "";
  private long before;

  ActivityTracker(
      Collection<LocalFunction> functions, LongSupplier written, ProgressListener loading) {
    this.functions = functions;
    this.written = written;
    this.loading = loading;
    this.before = written.getAsLong();
  }

  void report() {
    String running = running();
    if (!running.isEmpty() && !running.equals(shown)) {
      loading.begin(running, ProgressListener.OPEN_END);
      shown = running;
      before = written.getAsLong();
    }
    loading.at(written.getAsLong() - before);
  }

  private String running() {
    return functions.stream()
        .filter(function -> function.running() > 0)
        .map(function -> function.name().replaceFirst("Function$", ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
