// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when the disk takes no record; the same call works when there is room again. */
public final class UnwrittenRecord extends RuntimeException {
  UnwrittenRecord(Path file, IOException cause) {
    super(
        "%s cannot be written: %s; make room on the disk, then repeat the call"
            .formatted(file, cause.getMessage()),
        cause);
  }
}
