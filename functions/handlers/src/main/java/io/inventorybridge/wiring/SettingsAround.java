// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.settings.Settings;
import java.util.List;

/**
 * What somebody who runs the functions himself says beside the settings files.
 *
 * @param below holds where no file says otherwise
 * @param above holds whatever the files say
 */
public record SettingsAround(List<Settings.Layer> below, List<Settings.Layer> above) {
  /** As deployed: the files alone decide. */
  public static final SettingsAround NOTHING = new SettingsAround(List.of(), List.of());

  public SettingsAround {
    below = List.copyOf(below);
    above = List.copyOf(above);
  }
}
