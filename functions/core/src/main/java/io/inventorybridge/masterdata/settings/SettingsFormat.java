// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.settings;

import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.InstallationSettings;
import java.util.List;

/** The format of a settings file. */
@FunctionalInterface
public interface SettingsFormat {
  /**
   * Reads one settings file.
   *
   * @param file its key, for messages
   * @throws IllegalSettings when it cannot be read
   */
  InstallationSettings.Layer read(String file, byte[] document);

  /**
   * Reads one settings file and checks every name and value.
   *
   * @throws IllegalSettings when it cannot be read, has an unknown name or a bad value
   */
  default InstallationSettings.Layer readValid(String file, byte[] document) {
    InstallationSettings.Layer layer = read(file, document);
    InstallationSettings.of(List.of(layer));
    return layer;
  }
}
