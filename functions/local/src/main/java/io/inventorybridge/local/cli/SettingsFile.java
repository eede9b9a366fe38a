// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.json.settings.SettingsJson;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.InstallationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of {@code --settings}. */
final class SettingsFile {
  private SettingsFile() {}

  /** Reads the settings over the defaults. An unusable file fails the command with a message. */
  static InstallationSettings read(Path file) {
    try {
      byte[] content = Files.readAllBytes(UserPaths.readable("--settings", file));
      return InstallationSettings.of(List.of(SettingsJson.layer(file.toString(), content)));
    } catch (IOException | IllegalSettings e) {
      throw CommandFailure.wrongInput("--settings: " + e.getMessage());
    }
  }
}
