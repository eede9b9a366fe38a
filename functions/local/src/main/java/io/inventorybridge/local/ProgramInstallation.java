// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.template.TemplateFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** The installation this program was started from. */
final class ProgramInstallation {
  /** System property set by the launcher: the root of the repository. */
  static final String HOME = "inventory.home";

  private ProgramInstallation() {}

  /** The template of the repository if there is one, else the copy in the jar. */
  static TemplateFiles templateFiles() {
    String home = System.getProperty(HOME, "");
    if (!home.isBlank() && Files.isRegularFile(Path.of(home, TemplateFiles.TEMPLATE))) {
      return TemplateFiles.in(Path.of(home));
    }
    return TemplateFiles.packaged();
  }
}
