// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line of 700 MB needs no more memory than a short one. */
@Tag("exhaustive")
@Timeout(300)
class LongLineMemoryTest {
  @Test
  void aLineOfSevenHundredMegabytesIsOneRejectWithinThirtyTwoMegabytesOfHeap()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LongLineImport.class.getName(),
                    "700"))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(printed)
        .contains("rejected={NOT_AN_ORDER=2}")
        .contains("line 1: it has 700,000,000 bytes, more than 1,048,576")
        .contains("line 2: not understood");
    assertThat(process.exitValue()).isZero();
  }
}
