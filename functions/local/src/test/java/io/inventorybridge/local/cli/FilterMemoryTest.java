// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in its own process, because all tests of a process share one heap. */
@Tag("system")
class FilterMemoryTest {
  private static final String HEAP = "-Xmx16m";
  private static final String SEVERAL_HEAPS = "64MB";

  @TempDir Path directory;

  @Test
  void aFileOfSeveralHeapsIsFilteredAndItsSizeDoesNotMatter() throws Exception {
    assertThat(
            InventoryCommand.run(
                "generate", "--size", SEVERAL_HEAPS, "--seed", "7", "--out", directory.toString()))
        .isZero();

    assertThat(filtered()).contains("1,502 of 8");
  }

  private String filtered() throws IOException, InterruptedException {
    Path printed = directory.resolve("printed.txt");
    Process filter =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    HEAP,
                    "-cp",
                    System.getProperty("java.class.path"),
                    InventoryMain.class.getName(),
                    "filter",
                    directory.resolve("delta.csv").toString(),
                    "--catalog",
                    directory.resolve("catalog.csv").toString(),
                    "--out",
                    directory.resolve("cut").toString()))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertThat(filter.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(printed, StandardCharsets.UTF_8);
    assertThat(filter.exitValue()).as(output).isZero();
    return output;
  }
}
