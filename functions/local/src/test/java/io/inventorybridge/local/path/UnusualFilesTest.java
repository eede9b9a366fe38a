// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readable files that are wrong, and a good night, through the whole path. With the property {@code
 * pages} each page is also written to that directory, to be looked at in a browser.
 */
@Tag("system")
@Timeout(240)
class UnusualFilesTest {
  private static final int PRODUCTS = 160;

  @TempDir static Path prepared;
  @TempDir Path directory;
  private RetailerNight night;

  /** A retailer after each number of quiet nights that a test begins with. */
  @BeforeAll
  static void retailer() throws IOException {
    Path beginning = prepared.resolve("0");
    RetailerNight retailer = new RetailerNight(beginning);
    retailer.masters();
    StringBuilder catalog = new StringBuilder("upca,productId,title\n");
    for (int i = 0; i < PRODUCTS; i++) {
      catalog.append("%s,p%d,Boot %d\n".formatted(upca(i), i, i));
    }
    retailer.inventory("import", "--catalog", retailer.file("boots.csv", catalog.toString()));
    quietNights(copied(beginning, prepared.resolve("1")), 1, 1);
    quietNights(copied(prepared.resolve("1"), prepared.resolve("6")), 2, 6);
  }

  private void after(int nights) throws IOException {
    night = copied(prepared.resolve(String.valueOf(nights)), directory);
  }

  private static RetailerNight copied(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return new RetailerNight(to);
  }

  private static String upca(int product) {
    return "2050000200%03d".formatted(product);
  }

  private static String content(IntUnaryOperator units, String store) {
    StringBuilder rows = new StringBuilder(RetailerNight.HEADER);
    for (int i = 0; i < PRODUCTS; i++) {
      rows.append("1,%s,%s,%s\n".formatted(store, upca(i), units.applyAsInt(i)));
    }
    return rows.toString();
  }

  /** The file of a night, whose name states its time. */
  private static String file(RetailerNight retailer, int day, String content) {
    return retailer.file("delta_2026-03-%02dT07:00:00Z.csv".formatted(day), content);
  }

  /** Quiet nights: some numbers differ by one. */
  private static void quietNights(RetailerNight retailer, int first, int last) {
    List<String> arguments = new ArrayList<>(List.of("run", "--json"));
    for (int day = first; day <= last; day++) {
      int odd = day;
      arguments.add(file(retailer, day, content(i -> i % 40 == odd ? 5 : 4, "001")));
    }
    assertThat(retailer.inventory(arguments.toArray(String[]::new)).code()).isZero();
  }

  private JsonNode held(String name, String content, String reason) throws IOException {
    CommandResult ran = night.inventory("run", "--json", file(night, 20, content));
    assertThat(ran.code()).as(name).isEqualTo(1);
    JsonNode report = ran.report();
    assertThat(report.path("status").asText()).as(name).isEqualTo("HELD");
    assertThat(report.path("reason").asText()).as(name).startsWith(reason);
    String page = page(name, report.path("delivery").asText());
    assertThat(page).contains("Either refuse it", "Or release it").doesNotContain("Nothing to do");
    return report;
  }

  private String page(String name, String delivery) throws IOException {
    String page = night.text("reports/" + delivery + ".html");
    Optional<String> pages = Optional.ofNullable(System.getProperty("pages"));
    if (pages.isPresent()) {
      Files.createDirectories(Path.of(pages.get()));
      Files.writeString(Path.of(pages.get(), name + ".html"), page);
    }
    return page;
  }

  @Test
  void aWrongFileAfterQuietNightsIsHeldWithItsSentence() throws Exception {
    after(6);
    String lastWeek = content(i -> i % 40 == 1 ? 5 : 4, "001");
    JsonNode same =
        held(
            "same-bytes",
            lastWeek,
            "SAME_BYTES_AS_BEFORE: the file is byte for byte 20260301T070000Z-default-");
    assertThat(same.path("guards").findValuesAsText("verdict"))
        .containsSubsequence("PASSED", "HELD", "NOT_ASKED");
    held(
        "every-number-different",
        content(i -> i % 40 == 6 ? 6 : 5, "001"),
        "CHANGED_SHARE: 160 of 160 numbers differ from the expected ones");
    JsonNode rejected =
        held(
            "every-row-rejected", content(i -> 4, "001").replace(",4\n", ",four\n"), "KEPT_NONE: ");
    assertThat(night.text("rejects/" + rejected.path("delivery").asText() + ".csv").lines())
        .hasSize(PRODUCTS + 1);
    JsonNode unknown =
        held(
            "nothing-kept",
            content(i -> 3, "777"),
            "MISSING_STORE: no row of NYC (store code 1/001), which was in each of the last 6");
    assertThat(page("nothing-kept", unknown.path("delivery").asText())).contains("1/777");
  }

  @Test
  void anAllZeroFileOnTheSecondDayIsHeld() throws Exception {
    after(1);
    held(
        "all-zero",
        content(i -> 0, "001"),
        "GOING_TO_ZERO: 160 of 160 keys with stock would go to 0 or below");
  }

  @Test
  void aGoodNightIsGreenAndHasNothingToDo() throws Exception {
    after(6);
    CommandResult ran =
        night.inventory("run", "--json", file(night, 7, content(i -> i % 40 == 7 ? 5 : 4, "001")));
    assertThat(ran.code()).isZero();
    String page = page("good-night", ran.report().path("delivery").asText());
    assertThat(page).contains("Nothing to do.").doesNotContain("suspect");
  }

  @Test
  void anOrderThatNeverCompletesMakesTheNightAmberAndIsNamed() throws Exception {
    after(6);
    String order =
        """
        {"orderId":"SO-43","channel":"SHOPIFY","status":"APPROVED","lastUpdated":"2026-01-23T07:00:00Z","items":[\
        {"seqId":"1","upca":"%s","quantity":2,"facilityId":"NYC","status":"COMPLETED","completedAt":"2026-01-23T07:00:00Z"},\
        {"seqId":"2","upca":"%s","quantity":1,"facilityId":"NYC","status":"APPROVED"}]}
        """
            .formatted(upca(1), upca(2));
    assertThat(night.inventory("import", "--orders", night.file("old.jsonl", order)).code())
        .isZero();
    CommandResult ran =
        night.inventory("run", "--json", file(night, 7, content(i -> i % 40 == 7 ? 5 : 4, "001")));
    assertThat(ran.code()).isZero();
    assertThat(page("old-order", ran.report().path("delivery").asText()))
        .contains("SO-43", "43 days", "inventory known SO-43")
        .doesNotContain("Nothing to do.");
    assertThat(night.inventory("explain", "NYC", upca(1)).out()).contains("for SO-43 (2)");
  }

  @Test
  void aLoadNeverEmptiesWhatItsUnusableRowsName() throws Exception {
    after(0);
    String load = RetailerNight.HEADER + "1,001,%s,10\n1,001,%s,20\n1,001,%s,5\n";
    String first =
        night.file("one_2026-03-01T07:00:00Z.csv", load.formatted(upca(1), upca(2), upca(3)));
    assertThat(night.inventory("run", "--json", "--initial", first).code()).isZero();
    String second =
        night.file(
            "two_2026-03-02T07:00:00Z.csv",
            RetailerNight.HEADER
                + "1,001,%s,10\n".formatted(upca(1))
                + "1,001,%s,many\n".formatted(upca(2))
                + Stream.iterate(10, i -> i + 1)
                    .limit(8)
                    .map(i -> "1,001,%s,1\n".formatted(upca(i)))
                    .reduce("", String::concat));
    CommandResult ran = night.inventory("run", "--json", "--initial", second);
    assertThat(ran.code()).isZero();
    assertThat(ran.report().path("rejectedKeys").path("named").asInt()).isEqualTo(1);
    assertThat(night.inventory("explain", "NYC", upca(2)).out()).contains("20 on hand");
    assertThat(night.inventory("explain", "NYC", upca(3)).out()).contains("0 on hand");
    String third =
        night.file(
            "three_2026-03-03T07:00:00Z.csv",
            RetailerNight.HEADER
                + "1,001,2.05E+12,9\n"
                + Stream.iterate(10, i -> i + 1)
                    .limit(8)
                    .map(i -> "1,001,%s,2\n".formatted(upca(i)))
                    .reduce("", String::concat));
    CommandResult lossy = night.inventory("run", "--json", "--initial", third);
    assertThat(lossy.code()).isZero();
    assertThat(lossy.report().path("rejectedKeys").path("unnamed").asInt()).isEqualTo(1);
    assertThat(night.inventory("explain", "NYC", upca(2)).out()).contains("20 on hand");
    assertThat(page("load-not-swept", lossy.report().path("delivery").asText()))
        .contains("The load emptied no key");
  }
}
