// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as written in a settings file, independent of the file's syntax. */
public sealed interface SettingLiteral {
  /** The value as a message quotes it. */
  String quoted();

  record Text(String value) implements SettingLiteral {
    @Override
    public String quoted() {
      return "'" + value + "'";
    }
  }

  record NumberValue(BigDecimal value) implements SettingLiteral {
    @Override
    public String quoted() {
      return value.toPlainString();
    }
  }

  record BooleanValue(boolean value) implements SettingLiteral {
    @Override
    public String quoted() {
      return Boolean.toString(value);
    }
  }

  /** An explicit null: it switches off an optional setting. */
  record NullValue() implements SettingLiteral {
    @Override
    public String quoted() {
      return "null";
    }
  }

  /** Named values, in the order of the file. */
  record Table(Map<String, SettingLiteral> values) implements SettingLiteral {
    public Table {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String quoted() {
      return "an object";
    }
  }

  /** A list of values, in the order of the file. */
  record Sequence(List<SettingLiteral> values) implements SettingLiteral {
    public Sequence {
      values = List.copyOf(values);
    }

    @Override
    public String quoted() {
      return "a list";
    }
  }

  /** Any other value of the syntax; no setting accepts it. */
  record Other(String kind) implements SettingLiteral {
    @Override
    public String quoted() {
      return kind;
    }
  }
}
