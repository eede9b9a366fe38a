// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.cli.InventoryMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The result of a command.
 *
 * @param code the exit code
 * @param out all of stdout
 * @param err all of stderr
 */
record CommandResult(int code, String out, String err) {
  private static final ObjectReader STRICT =
      JsonCodec.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** Runs a command in this process; one at a time. */
  static synchronized CommandResult inventory(String... arguments) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int code = InventoryMain.run(arguments);
      return new CommandResult(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /** The printed JSON; stdout must be one JSON value. */
  JsonNode json() {
    try {
      return STRICT.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("stdout is not one JSON value: " + this, e);
    }
  }

  /** The only printed report. */
  JsonNode report() {
    JsonNode reports = json();
    if (!reports.isArray() || reports.size() != 1) {
      throw new AssertionError("not one report: " + this);
    }
    return reports.get(0);
  }
}
