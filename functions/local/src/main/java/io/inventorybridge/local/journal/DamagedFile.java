// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.journal;

import java.nio.file.Path;

/** A record was changed after it was written; no record of the file is used. */
public final class DamagedFile extends RuntimeException {
  DamagedFile(Path file, long record) {
    super(file + ", line " + record + ": the record does not match its checksum");
  }
}
