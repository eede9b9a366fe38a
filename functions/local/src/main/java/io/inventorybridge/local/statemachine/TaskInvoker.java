// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

import org.jspecify.annotations.Nullable;

/** The functions that Task states call. Thread-safe. */
@FunctionalInterface
public interface TaskInvoker {
  /**
   * Calls the resource and waits for its answer.
   *
   * @param resource the ARN of a function
   * @param argument plain JSON: maps, lists, texts, numbers, truth values, null
   * @throws ExecutionError when it fails, by the class name of its exception
   */
  @Nullable Object call(String resource, @Nullable Object argument);
}
