// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.template.TemplateFiles;
import java.nio.file.Path;

/** The sample stack of the tests. */
public final class SampleStack {
  public static final Path DIRECTORY = Path.of("src/test/resources/sample").toAbsolutePath();
  public static final TemplateFiles FILES = TemplateFiles.in(DIRECTORY);
  public static final String BUCKET = "sample-000000000000";

  private SampleStack() {}

  public static LocalOptions options() {
    return LocalOptions.inMemory().withTemplate(FILES);
  }
}
