// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.validation.RowVerdict.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSpoolTest {
  private static final RejectReason[] REASONS = RejectReason.values();

  @TempDir Path disk;

  @Test
  @Tag("exhaustive")
  void rowsComeBackInOrderAsOftenAsTheyAreAskedFor() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<String> written = new ArrayList<>();
      try (RowSpool spool = new RowSpool(disk)) {
        int rows = random.nextInt(10_000);
        for (int line = 2; line < rows + 2; line++) {
          // Now and then a row that is longer than any buffer.
          int length = random.nextInt(1_000) == 0 ? 200_000 : random.nextInt(120);
          String text = "ñ".repeat(length / 2) + line;
          if (random.nextInt(3) > 0) {
            String location = random.nextInt(4) == 0 ? "Lager, Süd" : "";
            int quantity = random.nextInt() / 2;
            spool.valid(line, line + 1, line + 2, quantity, location, row(text));
            written.add(List.of(line, line + 1, line + 2, quantity, location, text).toString());
          } else {
            Rejected verdict = new Rejected(REASONS[line % REASONS.length], "line " + line + ": ñ");
            spool.rejected(line, verdict, row(text));
            written.add(List.of(line, verdict, text).toString());
          }
        }

        assertThat(all(spool)).as("seed %d", seed).isEqualTo(written);
        assertThat(all(spool)).as("seed %d, again", seed).isEqualTo(written);
      }
    }
  }

  @Test
  void theBytesOfAFewRowsAreReadWithoutThoseOfTheOthers() {
    try (RowSpool spool = new RowSpool(disk)) {
      for (int line = 2; line < 50_000; line++) {
        spool.valid(line, 0, 0, 1, "", row("row " + line));
      }

      List<String> some = new ArrayList<>();
      spool.read(
          entry -> {
            if (entry instanceof RowSpool.ValidRow row && row.line() % 7_000 == 0) {
              some.add(new String(spool.raw(row), UTF_8));
            }
          });

      assertThat(some)
          .containsExactly(
              "row 7000",
              "row 14000",
              "row 21000",
              "row 28000",
              "row 35000",
              "row 42000",
              "row 49000");
    }
  }

  @Test
  void aClosedSpoolLeavesNothingOnDisk() throws IOException {
    try (RowSpool spool = new RowSpool(disk)) {
      spool.valid(2, 0, 0, 1, "", row("a row"));
    }

    try (Stream<Path> left = Files.list(disk)) {
      assertThat(left).isEmpty();
    }
  }

  private static List<String> all(RowSpool spool) {
    List<String> read = new ArrayList<>();
    spool.read(
        entry -> {
          if (entry instanceof RowSpool.ValidRow row) {
            read.add(
                List.of(
                        row.line(),
                        row.product(),
                        row.facility(),
                        row.quantity(),
                        row.location(),
                        new String(spool.raw(row), UTF_8))
                    .toString());
          } else if (entry instanceof RowSpool.RejectedRow row) {
            read.add(List.of(row.line(), row.verdict(), new String(row.raw(), UTF_8)).toString());
          }
        });
    return read;
  }

  private static DeltaRow row(String text) {
    byte[] raw = text.getBytes(UTF_8);
    return new DeltaRow() {
      @Override
      public long line() {
        throw new AssertionError("the spool is told the line");
      }

      @Override
      public int lines() {
        throw new AssertionError("the spool is told the line");
      }

      @Override
      public boolean textAfterQuote() {
        throw new AssertionError("a spool parts no rows");
      }

      @Override
      public long previousLine() {
        throw new AssertionError("the spool is told the line");
      }

      @Override
      public int fields() {
        throw new AssertionError("a spool parts no rows");
      }

      @Override
      public String field(int index) {
        throw new AssertionError("a spool parts no rows");
      }

      @Override
      public int length() {
        return raw.length;
      }

      @Override
      public void copyTo(byte[] target, int position) {
        System.arraycopy(raw, 0, target, position, raw.length);
      }

      @Override
      public boolean ascii() {
        throw new AssertionError("a spool judges no rows");
      }
    };
  }
}
