// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The values of all layers by name; a later layer replaces values of an earlier one. The entries of
 * {@code guards}, {@code columns} and {@code brake} are separate values. A layer changes single
 * guards but replaces all columns, because half a column layout has no meaning.
 */
final class SettingValues {
  private static final String GUARDS = "guards";
  private static final String COLUMNS = "columns";
  private static final String BRAKE = "brake";

  private final Map<String, SettingValue> values = new LinkedHashMap<>();
  private final TreeSet<String> names = new TreeSet<>();
  private boolean guardsOff;
  private boolean brakeOff;

  void apply(InstallationSettings.Layer layer) {
    layer
        .table()
        .values()
        .forEach((name, written) -> apply(new SettingValue(layer.file(), name, written)));
  }

  private void apply(SettingValue value) {
    if (!value.name().equals(GUARDS)
        && !value.name().equals(COLUMNS)
        && !value.name().equals(BRAKE)) {
      values.put(value.name(), value);
      return;
    }
    boolean off = value.written() instanceof SettingLiteral.NullValue;
    if (off || value.name().equals(COLUMNS)) {
      values.keySet().removeIf(name -> name.startsWith(value.name() + "."));
    }
    if (off) {
      guardsOff |= value.name().equals(GUARDS);
      brakeOff |= value.name().equals(BRAKE);
      return;
    }
    if (!(value.written() instanceof SettingLiteral.Table table)) {
      throw value.refused("an object");
    }
    table
        .values()
        .forEach(
            (name, written) -> {
              String whole = value.name() + "." + name;
              values.put(whole, new SettingValue(value.file(), whole, written));
            });
  }

  /** Tells whether a layer switched off all guards, except those that a later layer sets again. */
  boolean guardsOff() {
    return guardsOff;
  }

  /** Tells whether a layer switched off the brake, except limits that a later layer sets again. */
  boolean brakeOff() {
    return brakeOff;
  }

  /** Reads a setting that always has a value; null is refused like any other invalid value. */
  <T> T read(String name, T otherwise, Function<SettingValue, T> reading) {
    names.add(name);
    SettingValue value = values.get(name);
    return value == null ? otherwise : reading.apply(value);
  }

  /** Reads a setting that null switches off. */
  <T> Optional<T> readOptional(
      String name, Optional<T> otherwise, Function<SettingValue, T> reading) {
    names.add(name);
    SettingValue value = values.get(name);
    return value == null ? otherwise : value.optional(reading);
  }

  /** Refuses every value that was not read: its name is unknown. */
  void refuseUnknownNames() {
    for (SettingValue value : values.values()) {
      if (!names.contains(value.name())) {
        int dot = value.name().indexOf('.');
        String within = dot < 0 ? "" : value.name().substring(0, dot + 1);
        TreeSet<String> known = new TreeSet<>();
        for (String name : names) {
          int nameDot = name.indexOf('.');
          if (dot < 0) {
            known.add(nameDot < 0 ? name : name.substring(0, nameDot));
          } else if (name.startsWith(within)) {
            known.add(name);
          }
        }
        throw new IllegalSettings(
            value.file(),
            "there is no setting %s; there are %s"
                .formatted(value.name(), String.join(", ", known)));
      }
    }
  }
}
