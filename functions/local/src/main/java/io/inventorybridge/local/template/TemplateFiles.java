// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Access to the template and the files it names. Paths are relative to the template, with slashes.
 */
public interface TemplateFiles {
  String TEMPLATE = "template.yaml";

  /**
   * The text of a file.
   *
   * @throws UnusableTemplate when it does not exist
   */
  String read(String path);

  /** A directory that holds template.yaml, such as the root of the repository. */
  static TemplateFiles in(Path directory) {
    return path -> {
      Path file = directory.resolve(path);
      if (!Files.isRegularFile(file)) {
        throw new UnusableTemplate(file + " is not there");
      }
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** The copies packaged with the runner. */
  static TemplateFiles packaged() {
    return path -> {
      String resource = "/template/" + path;
      try (InputStream in = TemplateFiles.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new UnusableTemplate(path + " was not packaged with the runner");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
