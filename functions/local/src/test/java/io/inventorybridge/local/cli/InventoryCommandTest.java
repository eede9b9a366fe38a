// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCommandTest {
  @TempDir Path directory;

  private record Ended(int code, String err) {}

  private static Ended run(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int code = InventoryCommand.run(arguments);
      return new Ended(code, err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void generateWritesItsFourFiles() {
    Ended ended =
        run(
            "generate",
            "--size",
            "50KB",
            "--seed",
            "7",
            "--survivors",
            "20",
            "--out",
            directory.toString());
    assertThat(ended).isEqualTo(new Ended(0, ""));
    assertThat(directory).isDirectoryContaining("glob:**/delta.csv");
    assertThat(directory.resolve("orders.jsonl")).isNotEmptyFile();
  }

  @Test
  void wrongArgumentsAreOneLineAndCode2() throws Exception {
    String out = directory.toString();
    assertThat(run("generate", "--size", "ten", "--seed", "7", "--out", out))
        .isEqualTo(new Ended(2, "inventory: --size: ten is not a size such as 300MB\n"));
    assertThat(run("generate", "--seed", "7", "--out", out))
        .isEqualTo(
            new Ended(
                2,
                "inventory: Missing required option: '--size=SIZE' (see 'inventory help generate')\n"));
    assertThat(
            run("generate", "--size", "1MB", "--seed", "7", "--out", out, "--encoding", "latin9"))
        .isEqualTo(
            new Ended(2, "inventory: --encoding: latin9 is neither utf-8 nor windows-1252\n"));
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThat(run("serve", "--data", file.toString()).code()).isEqualTo(2);
    assertThat(run("serve", "--settings", directory.resolve("none").toString()))
        .isEqualTo(
            new Ended(2, "inventory: --settings: there is no " + directory.resolve("none") + "\n"));
    assertThat(run("expalin"))
        .isEqualTo(
            new Ended(
                2,
                "inventory: Unmatched argument at index 0: 'expalin'; did you mean explain, online, inputs? (see 'inventory help')\n"));
    assertThat(run("nonsense").code()).isEqualTo(2);
    assertThat(run().code()).isEqualTo(2);
  }
}
