// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data directory belongs to its owner, and a copy of it without file attributes runs on. */
@Tag("system")
@Timeout(180)
class CopiedDataTest {
  @TempDir Path directory;

  @Test
  void aCopyWithoutAttributesRunsOn() throws Exception {
    RetailerNight night = new RetailerNight(directory.resolve("night"));
    night.masters();
    assertThat(night.run(night.delta("delta.csv"), "2026-03-03T07:00:00Z").code()).isZero();
    String held =
        night
            .run(
                night.file("late.csv", RetailerNight.HEADER + "1,001,1,5\n"),
                "2099-01-01T00:00:00Z")
            .report()
            .path("delivery")
            .asText();

    RetailerNight copy = new RetailerNight(directory.resolve("copy"));
    copyContents(Path.of(night.data()), Path.of(copy.data()));

    assertThat(copy.ledger()).isEqualTo(night.ledger());
    assertThat(copy.run(night.delta("delta.csv"), "2026-03-03T07:00:00Z").report().path("status"))
        .as("the same file is a duplicate in the copy too")
        .hasToString("\"DUPLICATE\"");
    assertThat(
            copy.run(copy.delta("next.csv", "7", "7", "7", "7", "7", "7"), "2026-03-04T07:00:00Z")
                .report()
                .path("status")
                .asText())
        .isEqualTo("SETTLED");
    assertThat(copy.onHand(NEW_YORK)).containsExactly(5L, 5L, 7L);
    CommandResult released =
        copy.inventory("release", held, "--snapshot-time", "2026-03-05T07:00:00Z", "--json");
    assertThat(released.code()).as(released.toString()).isZero();
  }

  // As cp -r does: contents only.
  private static void copyContents(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path at = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(at);
        } else {
          Files.write(at, Files.readAllBytes(path));
        }
      }
    }
  }

  @Test
  void onlyTheOwnerCanOpenADataDirectory() throws Exception {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    RetailerNight night = new RetailerNight(directory.resolve("night"));
    night.masters();
    night.inventory("shop", "orders");
    Path data = Path.of(night.data());
    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(data.resolve("s3"))).isEqualTo("rwx------");
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> all = Files.list(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(String.valueOf(file.getFileName()));
        assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
      }
    }
    assertThat(files)
        .containsAll(List.of("events.journal", "lock", "objects.journal", "tables.journal"));
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
