// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of a function in template.yaml. */
record FunctionTemplate(String text) {
  static FunctionTemplate of(Path file) throws IOException {
    return new FunctionTemplate(Files.readString(file, StandardCharsets.UTF_8));
  }

  /** The value of its JAVA_TOOL_OPTIONS. */
  String javaOptions(String function) {
    Matcher found =
        Pattern.compile("(?m)^  " + function + ":\n(?:(?:    .*)?\n)*?\\s+JAVA_TOOL_OPTIONS: (.*)$")
            .matcher(text);
    if (!found.find()) {
      throw new IllegalStateException(function + " names no JAVA_TOOL_OPTIONS");
    }
    return found.group(1).strip();
  }
}
