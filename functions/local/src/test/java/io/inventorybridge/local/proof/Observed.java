// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import io.inventorybridge.local.permissions.Call;
import io.inventorybridge.local.permissions.Witness;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls and variables that the functions used, by logical id. */
final class Observed implements Witness {
  private final Map<String, Set<Call>> calls = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> variables = new ConcurrentHashMap<>();

  @Override
  public void asked(String function, Call call) {
    calls.computeIfAbsent(function, it -> ConcurrentHashMap.newKeySet()).add(call);
  }

  @Override
  public void read(String function, String variable) {
    variables.computeIfAbsent(function, it -> ConcurrentHashMap.newKeySet()).add(variable);
  }

  Set<Call> calls(String function) {
    return Set.copyOf(calls.getOrDefault(function, Set.of()));
  }

  Set<String> variables(String function) {
    return Set.copyOf(variables.getOrDefault(function, Set.of()));
  }
}
