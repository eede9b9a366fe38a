// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.proof;

import io.inventorybridge.local.permissions.PermissionRecorder;
import io.inventorybridge.local.permissions.PermissionRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls and variables that the functions used, by logical id. */
final class ObservedCalls implements PermissionRecorder {
  private final Map<String, Set<PermissionRequest>> calls = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> variables = new ConcurrentHashMap<>();

  @Override
  public void requested(String function, PermissionRequest call) {
    calls.computeIfAbsent(function, it -> ConcurrentHashMap.newKeySet()).add(call);
  }

  @Override
  public void read(String function, String variable) {
    variables.computeIfAbsent(function, it -> ConcurrentHashMap.newKeySet()).add(variable);
  }

  Set<PermissionRequest> calls(String function) {
    return Set.copyOf(calls.getOrDefault(function, Set.of()));
  }

  Set<String> variables(String function) {
    return Set.copyOf(variables.getOrDefault(function, Set.of()));
  }
}
