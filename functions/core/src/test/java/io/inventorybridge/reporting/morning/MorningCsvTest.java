// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A spreadsheet does not calculate text from outside. */
class MorningCsvTest {
  private static final Instant MORNING = Instant.parse("2026-11-24T06:30:00Z");
  private static final String FORMULA = "=HYPERLINK(\"http://evil.example\")";

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private String written() {
    return file.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anOrderIsNotAFormulaAndANegativeNumberStaysANumber() throws IOException {
    AgingUnits units =
        new AgingUnits(
            new StockKey(new FacilityId("@NY"), CanonicalUpc.of("2050000163913")),
            "2050000163913",
            FORMULA,
            "-1+2",
            new StockQuantity(-3),
            MORNING,
            Duration.ofDays(4));
    new MorningCsv().aging(file, null, sink -> sink.row(units));
    assertThat(written())
        .endsWith(
            "\"'=HYPERLINK(\"\"http://evil.example\"\")\",'-1+2,'@NY,2050000163913,-3,2026-11-24T06:30:00Z,4\n");
  }

  @Test
  void aStoresNameIsNotAFormula() throws IOException {
    SilentStore store =
        new SilentStore(
            new FacilityId("NY01"),
            Optional.of("+New York"),
            "=G",
            MORNING,
            MORNING,
            Optional.empty());
    new MorningCsv().silentStores(file, null, List.of(store));
    assertThat(written()).contains("NY01,'+New York,'=G,");
  }
}
