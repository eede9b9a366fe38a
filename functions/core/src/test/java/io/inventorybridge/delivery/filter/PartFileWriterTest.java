// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.SettingLiteral;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileWriterTest {
  private static final String HEADER = CsvLineWriter.of(ResetRow.COLUMNS, ',');
  private static final List<String> STORES =
      IntStream.range(0, 400).mapToObj("S%d"::formatted).toList();

  /** With leading zeros, and as long as a UPCA can be. */
  private static final List<String> UPCAS =
      List.of("1", "0012", "2050000163913", "00000000000077", "99999999999999");

  private static final List<Integer> QUANTITIES = List.of(0, -1, 7, 10_000_000, -10_000_000);

  @TempDir Path disk;

  @Test
  @Tag("exhaustive")
  void thePartsEqualTheRecordsOfCsvLineForAnyContent() {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      List<List<String>> rows = rows(random);
      StringBuilder delta = new StringBuilder(HEADER);
      StringBuilder expected = new StringBuilder();
      for (List<String> row : rows) {
        delta.append(CsvLineWriter.of(row, ','));
        List<String> line = new ArrayList<>(row);
        line.replaceAll(field -> field.isEmpty() ? ResetRow.DEFAULT_LOCATION : field);
        expected.append(CsvLineWriter.of(line, ','));
      }
      int partSize = 1 + random.nextInt(1_000);

      FilterFixture.Result result =
          new FilterFixture(disk)
              .with(
                  CatalogIndex.of(
                      UPCAS.stream().map(upca -> CatalogProduct.of(upca, upca)).toList()),
                  FacilityDirectory.of(STORES.stream().map(Facility::of).toList()))
              .with("partSize", new SettingLiteral.NumberValue(BigDecimal.valueOf(partSize)))
              .of(new String(delta.toString().getBytes(UTF_8), ISO_8859_1));

      assertThat(result.parts()).as("seed %d", seed).allMatch(part -> part.startsWith(HEADER));
      assertThat(
              String.join("", result.parts().stream().map(it -> it.replace(HEADER, "")).toList()))
          .as("seed %d", seed)
          .isEqualTo(expected.toString());
      assertThat(result.cut().parts())
          .as("seed %d", seed)
          .hasSize(Math.ceilDiv(rows.size(), partSize))
          .allMatch(part -> part.rows() >= rows.size() / result.parts().size())
          .allMatch(part -> part.rows() <= partSize);
    }
  }

  private static List<List<String>> rows(Random random) {
    List<List<String>> rows = new ArrayList<>();
    for (String store : STORES) {
      for (String upca : UPCAS) {
        rows.add(
            List.of(
                store,
                ResetRow.ID_TYPE,
                upca,
                QUANTITIES.get(random.nextInt(QUANTITIES.size())).toString(),
                location(random)));
      }
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  private static String location(Random random) {
    return switch (random.nextInt(400)) {
      case 0 -> "x".repeat(100_000); // longer than what is put together in one piece
      case 1, 2 -> "x".repeat(random.nextInt(300));
      case 3 -> "Lager \"Süd\", hinten";
      default -> random.nextBoolean() ? "" : "TLTLTLLL02";
    };
  }
}
