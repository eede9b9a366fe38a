// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Held deliveries and the operator's decisions about them. */
@Tag("system")
@Timeout(180)
class HeldDeliveriesTest {
  private static final String S = "2026-03-03T07:00:00Z";
  private static final String AHEAD = "2099-01-01T00:00:00Z";

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void masters() {
    night = new RetailerNight(directory);
    night.masters();
  }

  /** A readable but unusable file, and the expected reason. */
  private record Bad(String name, byte[] content, String reason) {}

  private static List<Bad> badFiles() throws IOException {
    String rows = (RetailerNight.HEADER + ("1,001," + RetailerNight.A + ",5\n").repeat(5_000));
    byte[] gzip = gzip(rows);
    return List.of(
        new Bad(
            "empty.csv",
            new byte[0],
            "EMPTY: the file is empty; a delivery without changes has a header at least"),
        new Bad("no-csv.csv", new byte[] {1, 0, 7, 0, 9}, "NOT_CSV: line 1 holds a NUL byte"),
        new Bad("no-quantity.csv", bytes("STORE_CODE,UPC\n001,1\n"), "MISSING_COLUMN: "),
        new Bad(
            "cut.csv.gz",
            Arrays.copyOf(gzip, gzip.length / 2),
            "DAMAGED: the gzip file is truncated"),
        new Bad("two.zip", zip("a.csv", "b.csv"), "NOT_ONE_ENTRY: "));
  }

  @Test
  void anUnreadableFileIsHeldWithOneSentenceAndItsOriginalIsKept() throws Exception {
    Map<String, String> ledger = night.ledger();
    List<String> files = new ArrayList<>();
    for (Bad bad : badFiles()) {
      files.add(night.file(bad.name(), bad.content()));
    }
    String good = night.delta("good.csv");

    CommandResult ran =
        night.run(files.get(0), S, files.subList(1, files.size()).toArray(String[]::new));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    JsonNode reports = ran.json();
    assertThat(reports.size()).isEqualTo(files.size());
    for (int i = 0; i < files.size(); i++) {
      Bad bad = badFiles().get(i);
      JsonNode report = reports.get(i);
      assertThat(report.path("status").asText()).as(bad.name()).isEqualTo("HELD");
      assertThat(report.path("reason").asText())
          .as(bad.name())
          .startsWith(bad.reason())
          .doesNotContain("\n", "Exception");
      String id = report.path("delivery").asText();
      assertThat(night.keys("held/" + id + "/"))
          .containsExactlyInAnyOrder(
              "held/" + id + "/held.json", "held/" + id + "/original/" + bad.name());
      CommandResult released = night.inventory("release", id);
      assertThat(released.code()).as(bad.name()).isEqualTo(2);
      assertThat(released.err())
          .startsWith("inventory: " + id + " cannot be released, because it cannot be read: ")
          .hasLineCount(1);
    }
    assertThat(night.keys("reset/")).isEmpty();
    assertThat(night.keys("variance/")).isEmpty();
    assertThat(night.ledger()).isEqualTo(ledger);

    CommandResult both = night.run(files.get(3), S, good);
    assertThat(both.code()).as("all are tried, the worst code wins").isEqualTo(1);
    assertThat(both.json().findValuesAsText("status")).containsExactly("HELD", "SETTLED");
  }

  @Test
  void theFilterAloneSaysTheSameOfThem() throws Exception {
    for (Bad bad : badFiles()) {
      Path out = directory.resolve("out-of-" + bad.name());
      CommandResult ran =
          CommandResult.inventory(
              "filter",
              night.file(bad.name(), bad.content()),
              "--catalog",
              night.catalog(),
              "--out",
              out.toString(),
              "--json");
      assertThat(ran.code()).as(bad.name()).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
      String sentence = bad.reason().replaceFirst("^[A-Z_]+: ", "");
      assertThat(ran.err()).startsWith("inventory: ").contains(sentence).hasLineCount(1);
      assertThat(out.resolve("reset")).isEmptyDirectory();
      assertThat(out.resolve("manifest.json")).doesNotExist();
    }
  }

  @Test
  void gzipAndZipWithOneEntryAndAHeaderOnlyDeltaAreSettled() throws Exception {
    String rows = RetailerNight.HEADER + "1,001,%s,%d\n";
    CommandResult ran =
        night.run(
            night.file("a.csv.gz", gzip(rows.formatted(RetailerNight.A, 5))),
            S,
            night.file("b.zip", zip("b.csv")),
            night.file("header.csv", RetailerNight.HEADER));
    assertThat(ran.code()).isZero();
    assertThat(ran.json().findValuesAsText("status"))
        .containsExactly("SETTLED", "SETTLED", "SETTLED");
    assertThat(ran.json().get(2).at("/parts/0/rows").asLong()).isZero();
    assertThat(night.onHand(NEW_YORK)).containsExactly(3L, 4L, 0L);
  }

  @Test
  void theTerminalNamesTheSameOptionsAsThePage() {
    CommandResult ahead =
        night.inventory("run", night.delta("ahead.csv"), "--snapshot-time", AHEAD);
    String id = ahead.out().replaceAll("(?s).*HELD  (\\S+)\n.*", "$1");
    assertThat(ahead.out())
        .contains("Either refuse it, if it is the wrong file:\n")
        .contains("inventory refuse %s --data %s\n".formatted(id, night.data()))
        .contains("inventory release %s --data %s\n".formatted(id, night.data()));
    CommandResult sales =
        night.inventory("run", night.file("sales.csv", "date;amount\n"), "--snapshot-time", S);
    assertThat(sales.out()).contains("inventory refuse").doesNotContain("inventory release");
  }

  @Test
  void aGuardedDeliveryIsReleasedWithItsTrueSnapshotTimeAndSettles() {
    CommandResult ran = night.run(night.delta("ahead.csv"), AHEAD);
    assertThat(ran.code()).isEqualTo(1);
    JsonNode held = ran.report();
    assertThat(held.path("status").asText()).isEqualTo("HELD");
    assertThat(held.path("reason").asText()).startsWith("SNAPSHOT_AHEAD: ").doesNotContain("\n");
    assertThat(held.path("rows").path("kept").asLong()).isEqualTo(6);
    assertThat(night.keys("reset/")).isEmpty();
    String id = held.path("delivery").asText();

    assertThat(night.run(night.delta("ahead.csv"), AHEAD).report().path("status").asText())
        .as("a re-drop of a held delivery changes nothing and says so")
        .isEqualTo("HELD");

    CommandResult released = night.inventory("release", id, "--snapshot-time", S, "--json");

    assertThat(released.code()).isZero();
    JsonNode report = released.json().path("report");
    String settled = report.path("delivery").asText();
    assertThat(report.path("status").asText()).isEqualTo("SETTLED");
    assertThat(settled).isEqualTo(id.replace("20990101T000000Z", "20260303T070000Z"));
    assertThat(report.path("snapshotTime").asText()).isEqualTo(S);
    assertThat(report.path("snapshotTimeFrom").asText()).isEqualTo("OPTION");
    assertThat(report.path("reason").asText()).contains("released from " + id);
    assertThat(RetailerNight.json(night.text("reports/" + id + ".json")).path("reason").asText())
        .endsWith("released as " + settled);
    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 5L);

    CommandResult again = night.inventory("release", id);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).hasLineCount(1).contains("cannot be released");
  }

  @Test
  void aRefusedDeliveryIsKeptAndHeldWhenItIsDroppedAgain() {
    String delta = night.delta("ahead.csv");
    String id = night.run(delta, AHEAD).report().path("delivery").asText();

    CommandResult refused = night.inventory("refuse", id, "--json");
    assertThat(refused.code()).isZero();
    assertThat(refused.json().at("/report/status").asText()).isEqualTo("REFUSED");
    assertThat(night.keys("held/" + id + "/original/")).hasSize(1);

    CommandResult again = night.run(delta, AHEAD);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.report().path("status").asText()).isEqualTo("HELD");
    assertThat(again.report().path("reason").asText())
        .isEqualTo("REFUSED_BEFORE: the same bytes were refused as " + id);
    assertThat(night.keys("reset/")).isEmpty();

    CommandResult released = night.inventory("release", id, "--snapshot-time", S, "--json");
    assertThat(released.code()).isZero();
    assertThat(released.json().at("/report/status").asText()).isEqualTo("SETTLED");
    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 5L);
  }

  @Test
  void aDeliveryBeforeAnyCatalogIsHeldAndReleasedAfterTheImport() {
    RetailerNight fresh = new RetailerNight(directory.resolve("fresh"));
    CommandResult ran = fresh.run(fresh.delta("early.csv"), S, "--facilities", fresh.facilities());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.report().path("reason").asText()).startsWith("NO_CATALOG: ");
    String id = ran.report().path("delivery").asText();

    assertThat(fresh.inventory("import", "--catalog", fresh.catalog()).code()).isZero();
    CommandResult released = fresh.inventory("release", id, "--json");

    assertThat(released.code()).isZero();
    assertThat(released.json().at("/report/delivery").asText()).isEqualTo(id);
    assertThat(released.json().at("/report/status").asText()).isEqualTo("SETTLED");
    assertThat(fresh.onHand(NEW_YORK)).containsExactly(10L, 10L, 5L);
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(content));
    }
    return packed.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes(RetailerNight.HEADER + "1,001," + RetailerNight.B + ",6\n"));
        out.closeEntry();
      }
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theCopyOfRejectsForPeopleIsHeldAndNamesTheFileToCorrect() {
    String delta =
        night.file(
            "delta.csv",
            RetailerNight.HEADER
                + "1,001,%s,5\n1,001,%s,many\n".formatted(RetailerNight.A, RetailerNight.B));
    String id = night.run(delta, S).report().path("delivery").asText();
    String copy = night.text("rejects/" + id + "-spreadsheet.csv");
    assertThat(copy)
        .startsWith("\uFEFFThis copy is for reading only; correct rejects/" + id + ".csv")
        .contains(",'" + RetailerNight.B + ",many,3,", "\r\n");

    CommandResult dropped = night.run(night.file("copy.csv", copy), "2026-03-04T07:00:00Z");

    assertThat(dropped.code()).isEqualTo(1);
    assertThat(dropped.report().path("status").asText()).isEqualTo("HELD");
    assertThat(dropped.report().path("reason").asText())
        .contains(
            "This copy is for reading only; correct rejects/" + id + ".csv and drop that file");
    assertThat(
            night
                .run(night.file("good.csv", night.text("rejects/" + id + ".csv")), S)
                .report()
                .path("rows")
                .path("rejected")
                .toString())
        .as("the rejects file itself is read again")
        .isEqualTo("{\"MALFORMED_QTY\":1}");
  }
}
