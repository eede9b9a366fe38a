// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value as a settings file has it, whatever the file's notation. */
public sealed interface Written {
  /** As a message quotes it. */
  String quoted();

  record Text(String value) implements Written {
    @Override
    public String quoted() {
      return "'" + value + "'";
    }
  }

  record Figure(BigDecimal value) implements Written {
    @Override
    public String quoted() {
      return value.toPlainString();
    }
  }

  record Truth(boolean value) implements Written {
    @Override
    public String quoted() {
      return Boolean.toString(value);
    }
  }

  /** Explicitly nothing: switches off what can be switched off. */
  record Nothing() implements Written {
    @Override
    public String quoted() {
      return "null";
    }
  }

  /** Named values, in the order of the file. */
  record Table(Map<String, Written> values) implements Written {
    public Table {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String quoted() {
      return "an object";
    }
  }

  /** Anything else the notation can say and no setting takes, such as a list. */
  record Other(String kind) implements Written {
    @Override
    public String quoted() {
      return kind;
    }
  }
}
