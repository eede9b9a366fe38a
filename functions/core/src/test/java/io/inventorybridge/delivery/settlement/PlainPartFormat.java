// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.ResetPartReader;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Both kinds of parts in the plainest notation: one line for each row, with facility, UPCA and
 * number.
 */
public final class PlainPartFormat implements ResetPartReader, VarianceFileFormat {
  public static byte[] reset(List<ResetRow> rows) {
    return rows.stream()
        .map(row -> line(row.key(), row.quantity()))
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Stream<ResetRow> rows(InputStream part, long from) {
    List<ResetRow> rows = new ArrayList<>();
    for (String[] cells : cells(part)) {
      rows.add(
          new ResetRow(
              StockKey.of(cells[0], cells[1]),
              cells[1],
              StockQuantity.of(Long.parseLong(cells[2])),
              ResetRow.DEFAULT_LOCATION,
              rows.size() + 2L));
    }
    return rows.stream().skip(from);
  }

  @Override
  public byte[] write(List<VarianceRow> rows) {
    return rows.stream()
        .map(row -> line(row.key(), row.delta()))
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<VarianceRow> read(InputStream file) {
    List<VarianceRow> rows = new ArrayList<>();
    for (String[] cells : cells(file)) {
      rows.add(
          new VarianceRow(
              StockKey.of(cells[0], cells[1]),
              cells[1],
              StockQuantity.of(Long.parseLong(cells[2])),
              ResetRow.DEFAULT_LOCATION,
              rows.size() + 2L));
    }
    return rows;
  }

  private static String line(StockKey key, StockQuantity number) {
    return key.facility() + " " + key.upc() + " " + number + "\n";
  }

  private static List<String[]> cells(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> line.split(" ", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
