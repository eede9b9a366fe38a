// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The plainest tables: cells separated by commas, without quotes. */
public final class PlainTableCodec implements TableCodec {
  @Override
  public void read(InputStream in, Visitor visitor) {
    List<String> lines;
    try {
      lines = new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.isEmpty()) {
      throw new UnusableTable("it is empty");
    }
    List<String> header = cells(lines.getFirst());
    visitor.header(header);
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.size() == header.size()) {
        visitor.row(i + 1, cells);
      } else if (!lines.get(i).isBlank()) {
        visitor.reject(
            new ImportReject(
                i + 1,
                cells,
                "WRONG_FIELD_COUNT",
                "line %d has %d fields, and the header has %d"
                    .formatted(i + 1, cells.size(), header.size())));
      }
    }
  }

  @Override
  public byte[] write(List<String> header, List<ImportReject> rejects) {
    StringBuilder text = new StringBuilder(String.join(",", header));
    text.append(",rejectLine,rejectReason,rejectMessage\n");
    for (ImportReject reject : rejects) {
      List<String> cells = new ArrayList<>(reject.cells());
      cells.addAll(List.of("" + reject.line(), reject.reason(), reject.message()));
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }
}
