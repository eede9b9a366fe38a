// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.inventorybridge.json.JsonCodec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryGeneratorTest {
  private static final List<String> FILES =
      List.of("delta.csv", "catalog.csv", "facilities.csv", "orders.jsonl");

  @TempDir Path directory;

  private static DeliveryGenerator of(long bytes, int survivors, Charset encoding) {
    return new DeliveryGenerator(bytes, 7, survivors, 100, 20, 1_000, encoding);
  }

  @Test
  void theSameValuesGiveTheSameBytesAndAnotherSeedGivesOthers() throws IOException {
    of(200_000, 300, StandardCharsets.UTF_8).writeInto(directory.resolve("a"), bytes -> {});
    of(200_000, 300, StandardCharsets.UTF_8).writeInto(directory.resolve("b"), bytes -> {});
    new DeliveryGenerator(200_000, 8, 300, 100, 20, 1_000, StandardCharsets.UTF_8)
        .writeInto(directory.resolve("c"), bytes -> {});
    for (String file : FILES) {
      assertThat(directory.resolve("b").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("a").resolve(file));
    }
    assertThat(Files.mismatch(directory.resolve("a/delta.csv"), directory.resolve("c/delta.csv")))
        .isNotNegative();
  }

  @Test
  void exactlySoManyKeysSurviveAndSomeOrdersAreAboutThem() throws IOException {
    of(200_000, 300, StandardCharsets.UTF_8).writeInto(directory, bytes -> {});
    assertThat(Files.size(directory.resolve("delta.csv"))).isCloseTo(200_000, within(2_000L));
    Map<String, String> online = catalog();
    Map<String, String> stores =
        rows("facilities.csv").stream()
            .filter(it -> it.get("type").equals("STORE"))
            .collect(
                Collectors.toMap(it -> it.get("externalFacilityId"), it -> it.get("facilityId")));
    Set<String> keys = new HashSet<>();
    int repeated = 0;
    int negative = 0;
    int withoutZeros = 0;
    int dropped = 0;
    for (CSVRecord row : rows("delta.csv")) {
      if (!row.isConsistent()) {
        dropped++;
        continue;
      }
      String store = stores.get(row.get("SBS_NO") + "/" + row.get("STORE_CODE"));
      String upca = online.get(row.get("UPC").replaceFirst("^0+", ""));
      if (store == null || upca == null || !row.get("QTY_ON_HAND").matches("-?\\d+")) {
        dropped++;
        continue;
      }
      repeated += keys.add(store + " " + upca) ? 0 : 1;
      negative += row.get("QTY_ON_HAND").startsWith("-") ? 1 : 0;
      withoutZeros += row.get("UPC").equals(upca) ? 0 : 1;
    }
    assertThat(keys).hasSize(300);
    assertThat(repeated).isPositive();
    assertThat(negative).isPositive();
    assertThat(withoutZeros).isPositive();
    assertThat(dropped).isGreaterThan(1_000);

    int shippedOfPartial = 0;
    Set<String> statuses = new HashSet<>();
    for (String line : Files.readAllLines(directory.resolve("orders.jsonl"))) {
      var order = JsonCodec.read(line);
      statuses.add(order.get("status").asText());
      for (var item : order.get("items")) {
        if (order.get("status").asText().equals("APPROVED")
            && item.get("status").asText().equals("COMPLETED")
            && keys.contains(item.get("facilityId").asText() + " " + item.get("upca").asText())) {
          shippedOfPartial++;
        }
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder("APPROVED", "COMPLETED", "CANCELLED");
    assertThat(shippedOfPartial).isPositive();
  }

  @Test
  void allRowsOfAFileMaySurvive() throws IOException {
    of(100_000, 1_200, StandardCharsets.UTF_8).writeInto(directory, bytes -> {});
    Map<String, String> online = catalog();
    long surviving =
        rows("delta.csv").stream()
            .filter(CSVRecord::isConsistent)
            .filter(it -> it.get("QTY_ON_HAND").matches("-?\\d+"))
            .filter(it -> it.get("STORE_CODE").startsWith("A"))
            .map(it -> it.get("STORE_CODE") + online.get(it.get("UPC").replaceFirst("^0+", "")))
            .filter(it -> !it.endsWith("null"))
            .distinct()
            .count();
    assertThat(surviving).isEqualTo(1_200);
  }

  @Test
  void windows1252IsWrittenWhereAsked() throws IOException {
    Charset windows = Charset.forName("windows-1252");
    of(20_000, 10, windows).writeInto(directory.resolve("w"), bytes -> {});
    of(20_000, 10, StandardCharsets.UTF_8).writeInto(directory.resolve("u"), bytes -> {});
    assertThat(Files.readString(directory.resolve("w/delta.csv"), windows)).contains("niño");
    assertThat(Files.readString(directory.resolve("u/delta.csv"))).contains("niño");
  }

  @Test
  void impossibleSizesAreRefusedWithTheirReason() {
    assertThatThrownBy(() -> of(20_000, 5_000, StandardCharsets.UTF_8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5000 survivors do not fit into 20000 bytes, which are about 253 rows");
    assertThatThrownBy(
            () -> new DeliveryGenerator(1_000_000, 7, 100, 1, 2, 10, StandardCharsets.UTF_8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("100 survivors need more than 2 stores and 10 products");
  }

  private Map<String, String> catalog() throws IOException {
    return rows("catalog.csv").stream()
        .filter(it -> it.get("status").equals("ACTIVE"))
        .map(it -> it.get("upca"))
        .filter(it -> !it.equals(DeltaWriter.AMBIGUOUS_UPC))
        .collect(Collectors.toMap(it -> it.replaceFirst("^0+", ""), Function.identity()));
  }

  private List<CSVRecord> rows(String file) throws IOException {
    try (CSVParser parser =
        CSVParser.parse(
            directory.resolve(file),
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords();
    }
  }
}
