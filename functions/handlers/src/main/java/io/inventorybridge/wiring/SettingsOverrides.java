// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.settings.InstallationSettings;
import java.util.List;

/**
 * Settings of a caller who runs the functions directly, in addition to the settings files.
 *
 * @param below defaults for values that no file sets
 * @param above values that override the files
 */
public record SettingsOverrides(
    List<InstallationSettings.Layer> below, List<InstallationSettings.Layer> above) {
  /** As deployed: only the files count. */
  public static final SettingsOverrides NOTHING = new SettingsOverrides(List.of(), List.of());

  public SettingsOverrides {
    below = List.copyOf(below);
    above = List.copyOf(above);
  }
}
