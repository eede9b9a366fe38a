// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import java.util.List;

/**
 * A rejected row.
 *
 * @param line physical line on which it starts; the header is on line 1
 * @param cells the raw row
 * @param reason in capitals, for counting
 * @param message one sentence for the person who corrects the file
 */
public record ImportReject(long line, List<String> cells, String reason, String message) {
  public ImportReject {
    cells = List.copyOf(cells);
  }
}
