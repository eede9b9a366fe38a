// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and directories that only their owner can open: mode 0600 and 0700. Journals hold
 * orders, and the token opens the API. The mode of what exists stays as its owner set it. A file
 * system without POSIX permissions keeps its own defaults.
 */
public final class PrivateFiles {
  private static final String OF_FILE = "rw-------";
  private static final String OF_DIRECTORY = "rwx------";

  private PrivateFiles() {}

  /** Creates a directory and its missing parents; an existing one stays as it is. */
  public static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory, attributes(directory, OF_DIRECTORY));
  }

  /** Opens a file for writing without truncating it; creates a missing one. */
  public static FileChannel openForWriting(Path file) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return FileChannel.open(file, options, attributes(file, OF_FILE));
  }

  /** Replaces a file by an empty one. */
  public static void createAnew(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, attributes(file, OF_FILE));
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }
}
