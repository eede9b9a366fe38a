// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.permissions;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The variables of a function. Reports every variable that is read, set or not. */
public final class RecordedVariables extends AbstractMap<String, String> {
  private final Map<String, String> variables;
  private final Consumer<String> reading;

  public RecordedVariables(Map<String, String> variables, Consumer<String> reading) {
    this.variables = Map.copyOf(variables);
    this.reading = reading;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    reading.accept(String.valueOf(name));
    return name == null ? null : variables.get(name);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return variables.entrySet();
  }
}
