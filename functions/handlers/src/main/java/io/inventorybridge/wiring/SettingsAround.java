// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.settings.Settings;
import java.util.List;

/**
 * Settings of a caller who runs the functions directly, in addition to the settings files.
 *
 * @param below defaults for values that no file sets
 * @param above values that override the files
 */
public record SettingsAround(List<Settings.Layer> below, List<Settings.Layer> above) {
  /** As deployed: only the files count. */
  public static final SettingsAround NOTHING = new SettingsAround(List.of(), List.of());

  public SettingsAround {
    below = List.copyOf(below);
    above = List.copyOf(above);
  }
}
