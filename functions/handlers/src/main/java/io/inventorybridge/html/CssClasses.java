// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.html;

import java.util.Locale;

/** CSS classes of values. */
public final class CssClasses {
  private CssClasses() {}

  /** The CSS class of a value: {@code good} for {@code GOOD}. */
  public static String look(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
