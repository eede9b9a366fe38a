// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.html;

import java.util.Locale;

/** How values look, by the names that the style sheet has for them. */
public final class Looks {
  private Looks() {}

  /** The class of a value: {@code GOOD} looks as {@code good} does. */
  public static String look(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
