// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Paths given by the user. */
final class UserPaths {
  private UserPaths() {}

  /** The file, if it is readable; else the command fails with a message. */
  static Path readable(String what, Path file) {
    if (!Files.exists(file)) {
      throw CommandFailure.wrongInput("%s: there is no %s".formatted(what, file));
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CommandFailure.wrongInput("%s: %s cannot be read".formatted(what, file));
    }
    return file;
  }
}
