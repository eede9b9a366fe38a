// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.json.settings.SettingsJson;
import io.inventorybridge.masterdata.settings.ImportingSettings;
import io.inventorybridge.masterdata.settings.SettingsFormat;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One settings file as it counts: the dropped file while it is valid, else the edition in force. A
 * bad file must not stop every function until somebody corrects it. Thread-safe.
 */
final class CurrentSettings {
  private static final SettingsFormat FORMAT = SettingsJson::layer;

  private final ETagCache<LayerReading> dropped;
  private final ETagCache<LayerReading> inForce;

  /**
   * @param name installation, or a source
   */
  CurrentSettings(String name) {
    this.dropped = cache(ImportingSettings.key(name));
    this.inForce = cache(ImportingSettings.inForceKey(name));
  }

  private static ETagCache<LayerReading> cache(String key) {
    return new ETagCache<>(key, in -> read(key, in));
  }

  /** The settings; empty when there are none. */
  Optional<InstallationSettings.Layer> get(FileStore files) {
    return dropped
        .get(files)
        .flatMap(
            reading ->
                switch (reading) {
                  case ValidLayer valid -> Optional.of(valid.layer());
                  case RefusedLayer refused -> edition(files);
                });
  }

  private Optional<InstallationSettings.Layer> edition(FileStore files) {
    return inForce
        .get(files)
        .flatMap(
            reading ->
                reading instanceof ValidLayer valid
                    ? Optional.of(valid.layer())
                    : Optional.empty());
  }

  private static LayerReading read(String key, InputStream in) throws IOException {
    try {
      return new ValidLayer(FORMAT.readValid(key, in.readAllBytes()));
    } catch (IllegalSettings e) {
      return new RefusedLayer();
    }
  }

  private sealed interface LayerReading {}

  private record ValidLayer(InstallationSettings.Layer layer) implements LayerReading {}

  /** A bad file; its import reports why. */
  private record RefusedLayer() implements LayerReading {}
}
