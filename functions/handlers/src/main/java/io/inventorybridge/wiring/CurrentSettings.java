// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.json.settings.SettingsJson;
import io.inventorybridge.masterdata.settings.ImportingSettings;
import io.inventorybridge.masterdata.settings.SettingsFormat;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.FileStore;
import java.util.Optional;

/**
 * One settings file as it counts: the edition in force. A dropped file counts once its import let
 * it in, so a bad or a staged one changes no function. Thread-safe.
 */
final class CurrentSettings {
  private static final SettingsFormat FORMAT = SettingsJson::layer;

  private final ETagCache<InstallationSettings.Layer> inForce;

  /**
   * @param name installation, or a source
   */
  CurrentSettings(String name) {
    // Messages name the file that people drop.
    this.inForce =
        new ETagCache<>(
            ImportingSettings.inForceKey(name),
            in -> FORMAT.readValid(ImportingSettings.key(name), in.readAllBytes()));
  }

  /** The settings; empty when there are none. */
  Optional<InstallationSettings.Layer> get(FileStore files) {
    return inForce.get(files);
  }
}
