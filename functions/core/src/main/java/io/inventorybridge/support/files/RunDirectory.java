// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A private directory on local disk for one run; closing it removes it with all its content. */
public record RunDirectory(Path path) implements AutoCloseable {
  private static final FileAttribute<?>[] OURS_ALONE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  /** The place of a file in the directory. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Creates a directory beside those of other runs. Directories are numbered, because the first
   * random name of a temporary directory costs a process more than the rest of its start.
   */
  public static RunDirectory in(Path disk) {
    Optional<Path> made = Optional.empty();
    for (int number = 1; made.isEmpty(); number++) {
      made = make(disk.resolve("run-" + number));
    }
    return new RunDirectory(made.get());
  }

  private static Optional<Path> make(Path path) {
    try {
      return Optional.of(Files.createDirectory(path, OURS_ALONE));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageFailure("making the work directory " + path, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> inside = Files.list(path)) {
      List<Path> files = inside.toList();
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new StorageFailure("removing the work directory " + path, e);
    }
  }
}
