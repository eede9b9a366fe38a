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

/** A long line needs no more memory than a short one: 100 MB, with -Dlong.line=700 as many. */
@Tag("exhaustive")
@Timeout(300)
class LongLineMemoryTest {
  private static final int MEGABYTES = Integer.getInteger("long.line", 100);

  @Test
  void aLineOfHundredsOfMegabytesIsOneRejectWithinThirtyTwoMegabytesOfHeap()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LongLineImport.class.getName(),
                    Integer.toString(MEGABYTES)))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(printed)
        .contains("rejected={NOT_AN_ORDER=2}")
        .contains("line 1: it has %d,000,000 bytes, more than 1,048,576".formatted(MEGABYTES))
        .contains("line 2: not understood");
    assertThat(process.exitValue()).isZero();
  }
}
