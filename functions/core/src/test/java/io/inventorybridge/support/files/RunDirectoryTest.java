// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path disk;

  @Test
  void runsBesideEachOtherHaveDirectoriesOfTheirOwnAndLeaveNone() throws IOException {
    try (RunDirectory one = RunDirectory.in(disk);
        RunDirectory other = RunDirectory.in(disk)) {
      Files.writeString(one.path().resolve("rows"), "of one");
      Files.writeString(other.path().resolve("rows"), "of the other");

      assertThat(one.path().resolve("rows")).hasContent("of one");
      assertThat(other.path().resolve("rows")).hasContent("of the other");
    }

    try (Stream<Path> left = Files.list(disk)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theDirectoryOfADeadRunIsNotUsedAgain() throws IOException {
    Path left = Files.createDirectory(disk.resolve("run-1"));
    Files.writeString(left.resolve("rows"), "of the dead");

    try (RunDirectory workspace = RunDirectory.in(disk)) {
      assertThat(workspace.path()).isNotEqualTo(left).isEmptyDirectory();
    }
  }

  @Test
  void otherUsersMayNotReadIt() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    try (RunDirectory workspace = RunDirectory.in(disk)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.path())))
          .isEqualTo("rwx------");
    }
  }
}
