// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The room on the disk of a data directory; a system in memory always has room. */
final class RoomOnDisk {
  /** Less than the journals write for one event. */
  private static final long LEAST = 256 * 1024;

  private final Optional<Path> directory;

  RoomOnDisk(Optional<Path> directory) {
    this.directory = directory;
  }

  /** Tells whether a failure may only have come from a full disk. */
  boolean isExhausted() {
    try {
      return directory.isPresent() && Files.getFileStore(directory.get()).getUsableSpace() < LEAST;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
