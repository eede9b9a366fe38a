// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.orders.OrderJsonLine.Invalid;
import io.inventorybridge.orders.OrderJsonLine.Parsed;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders are written here as {@code id units}: so many open units of one product in NY. */
class ImportingOrdersTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
  private static final StockKey KEY = StockKey.of("NY", "11");

  private final InMemoryFileStore files = new InMemoryFileStore(CLOCK);
  private final InMemoryStockLedger ledger = new InMemoryStockLedger();
  private boolean completed;
  private final ImportingOrders importing = importing(files);

  private ImportingOrders importing(FileStore from) {
    return importing(from, new InMemoryOrderRepository());
  }

  private ImportingOrders importing(FileStore from, OrderRepository orders) {
    return new ImportingOrders(
        from,
        new PlainTableCodec(),
        this::read,
        new RecordingOrders(
            orders,
            new InMemoryFacilityOrderIndex(),
            new LedgerWriter(ledger, BackoffPolicy.NONE, CLOCK),
            () -> facility -> FacilityKinds.FacilityKind.STORE,
            ShopLocationResolver.NONE,
            BoundedParallelism.ONE,
            BackoffPolicy.NONE));
  }

  @Test
  void aBadLineIsARejectAndNotTheEnd() {
    ImportReport report = run("o1 2\nnonsense\n\no2 3\n".getBytes(UTF_8));
    assertThat(report.status()).isEqualTo(ImportReport.Status.IMPORTED);
    assertThat(report.rows()).isEqualTo(new ImportReport.Rows(3, 2, Map.of("NOT_AN_ORDER", 1L)));
    assertThat(reserved()).isEqualTo(5);
    assertThat(new String(files.read(report.rejectsKey()).orElseThrow(), UTF_8))
        .contains("2", "NOT_AN_ORDER", "line 2: not understood")
        .doesNotContain("nonsense");
  }

  @Test
  void aPackedDropIsTheSame() throws IOException {
    assertThat(run(gzip("o1 2\no2 3\n")).rows().kept()).isEqualTo(2);
    assertThat(reserved()).isEqualTo(5);
  }

  @Test
  void aDropThatIsCutShortIsRefusedAndWhatWasReadStays() throws IOException {
    byte[] whole = gzip(lines(3_000));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    ImportReport report = run(half);
    assertThat(report.status()).isEqualTo(ImportReport.Status.REFUSED);
    assertThat(report.reason().orElseThrow())
        .startsWith("orders/drop.jsonl cannot be read to its end: ");
    run(whole);
    assertThat(reserved()).isEqualTo(3_000);
  }

  @Test
  void aFailedReadIsNotTakenForATruncatedDrop() {
    StoredFile file = files.put("orders/drop.jsonl", Content.of(new byte[] {'o'}), Map.of());
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the connection broke");
          }
        };
    FileStore breaking =
        (FileStore)
            Proxy.newProxyInstance(
                FileStore.class.getClassLoader(),
                new Class<?>[] {FileStore.class},
                (proxy, method, arguments) -> broken);
    assertThatThrownBy(
            () ->
                importing(breaking)
                    .run(file, new AcknowledgmentPolicy.OrderCompleted(), () -> true))
        .isInstanceOf(StorageFailure.class)
        .hasMessage("reading orders/drop.jsonl: the connection broke");
  }

  @Test
  void aDropThatTakesLongerThanACallGoesOnWhereItStopped() {
    StoredFile file =
        files.put(
            "orders/drop.jsonl", Content.of((lines(250) + "bad\n").getBytes(UTF_8)), Map.of());
    assertThat(importing.run(file, new AcknowledgmentPolicy.OrderCompleted(), () -> false))
        .isEmpty();
    assertThat(reserved()).isEqualTo(100);
    StoredFile second = files.find("orders/drop.jsonl").orElseThrow();
    assertThat(second.etag()).as("its event comes again").isNotEqualTo(file.etag());
    assertThat(importing.run(second, new AcknowledgmentPolicy.OrderCompleted(), () -> false))
        .isEmpty();
    Optional<ImportReport> report =
        importing.run(
            files.find("orders/drop.jsonl").orElseThrow(),
            new AcknowledgmentPolicy.OrderCompleted(),
            () -> true);
    assertThat(report.orElseThrow().rows())
        .isEqualTo(new ImportReport.Rows(251, 250, Map.of("NOT_AN_ORDER", 1L)));
    assertThat(reserved()).isEqualTo(250);
  }

  @Test
  void contradictionsAreCountedOverAllCallsAndNameTheirOrders() {
    StoredFile file =
        files.put("orders/drop.jsonl", Content.of(lines(150).getBytes(UTF_8)), Map.of());
    completed = true;
    assertThat(importing.run(file, new AcknowledgmentPolicy.OrderCompleted(), () -> false))
        .isEmpty();
    ImportReport report =
        importing
            .run(
                files.find("orders/drop.jsonl").orElseThrow(),
                new AcknowledgmentPolicy.OrderCompleted(),
                () -> true)
            .orElseThrow();
    ImportReport.Finding found = report.contradictions().get("COMPLETED_WITH_OPEN_ITEMS");
    assertThat(found.count()).isEqualTo(150);
    assertThat(found.orders()).hasSize(100).startsWith("o1", "o2").endsWith("o100");
    assertThat(report.rows()).isEqualTo(new ImportReport.Rows(150, 150, Map.of()));
    assertThat(reserved()).as("applied as stated").isEqualTo(150);
  }

  @Test
  void aByteOrderMarkAtTheStartIsNotPartOfTheFirstOrder() {
    assertThat(run("\uFEFFo1 2\no2 3\n".getBytes(UTF_8)).rows())
        .isEqualTo(new ImportReport.Rows(2, 2, Map.of()));
  }

  @Test
  void aLineThatIsNotUtf8IsRejectedAndDoesNotJoinAnotherOrder() {
    ImportReport report = run("M-\u00e9 1\nM-\u00e8 5\no1 2\n".getBytes(ISO_8859_1));
    assertThat(report.rows()).isEqualTo(new ImportReport.Rows(3, 1, Map.of("NOT_AN_ORDER", 2L)));
    assertThat(reserved()).isEqualTo(2);
    assertThat(rejects(report)).contains("line 2: it is not valid UTF-8 at byte 3");
  }

  @Test
  void aLineThatIsTooLongIsOneReject() throws IOException {
    ImportReport report = run(gzip("o1 2\n" + "x".repeat(3_000_000) + "\no2 3\n"));
    assertThat(report.rows()).isEqualTo(new ImportReport.Rows(3, 2, Map.of("NOT_AN_ORDER", 1L)));
    assertThat(rejects(report)).contains("line 2: it has 3,000,000 bytes, more than 1,048,576");
  }

  static Stream<Arguments> otherForms() {
    return Stream.of(
        Arguments.of(
            "\uFEFF[\no1 2,\no2 3\n]\n".getBytes(UTF_8),
            "it begins with '['; write one order a line, not an array"),
        Arguments.of(
            "[{\"orderId\":\"o1\"}]".getBytes(UTF_8),
            "it begins with '['; write one order a line, not an array"),
        Arguments.of(
            "\n{\n  \"orderId\":\"o1\"\n}\n".getBytes(UTF_8),
            "its JSON document is over several lines; write one order a line, not an array"),
        Arguments.of(
            "{\"orderId\":\"o1\",\n  \"status\":\"HOLD\"}\no1 2\n".getBytes(UTF_8),
            "its JSON document is over several lines; write one order a line, not an array"),
        Arguments.of(
            "PK\u0003\u0004".getBytes(UTF_8), "it is a zip archive; drop it as text or as gzip"),
        Arguments.of(
            "\uFEFFo1 2\n".getBytes(UTF_16LE), "it is written in UTF-16; write it in UTF-8"),
        Arguments.of(
            "\uFEFFo1 2\n".getBytes(UTF_16BE), "it is written in UTF-16; write it in UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("otherForms")
  void aFileOfAnotherFormIsRefusedAsAWhole(byte[] content, String sentence) {
    ImportReport report = run(content);
    assertThat(report.status()).isEqualTo(ImportReport.Status.REFUSED);
    assertThat(report.reason()).contains("orders/drop.jsonl: " + sentence);
    assertThat(ledger.find(KEY)).isEmpty();
  }

  @Test
  void oneBrokenFirstLineIsAReject() {
    assertThat(run("{\"orderId\":\"o1\",\no2 3\n".getBytes(UTF_8)).rows())
        .isEqualTo(new ImportReport.Rows(2, 1, Map.of("NOT_AN_ORDER", 1L)));
  }

  @Test
  void anOrderWhoseStoredHistoryIsDamagedCostsItsOwnLineOnly() {
    StoredFile file =
        files.put("orders/drop.jsonl", Content.of("o1 2\nbad 7\no2 3\n".getBytes(UTF_8)), Map.of());
    ImportReport report =
        importing(files, new DamagedOrderRepository(Set.of("bad")))
            .run(file, new AcknowledgmentPolicy.OrderCompleted(), () -> true)
            .orElseThrow();
    assertThat(report.rows()).isEqualTo(new ImportReport.Rows(3, 2, Map.of("NOT_RECORDED", 1L)));
    assertThat(reserved()).isEqualTo(5);
    assertThat(rejects(report)).contains("line 2: order bad: lines.largest is missing");
  }

  @Test
  void rejectsOfEarlierCallsAreCountedByTheirReason() {
    ImportingOrders damaged = importing(files, new DamagedOrderRepository(Set.of("o3")));
    files.put("orders/drop.jsonl", Content.of((lines(150) + "bad\n").getBytes(UTF_8)), Map.of());
    AcknowledgmentPolicy policy = new AcknowledgmentPolicy.OrderCompleted();
    assertThat(damaged.run(files.find("orders/drop.jsonl").orElseThrow(), policy, () -> false))
        .isEmpty();
    assertThat(
            damaged
                .run(files.find("orders/drop.jsonl").orElseThrow(), policy, () -> true)
                .orElseThrow()
                .rows())
        .isEqualTo(new ImportReport.Rows(151, 149, Map.of("NOT_AN_ORDER", 1L, "NOT_RECORDED", 1L)));
  }

  private String rejects(ImportReport report) {
    return new String(files.read(report.rejectsKey()).orElseThrow(), UTF_8);
  }

  private ImportReport run(byte[] content) {
    StoredFile file = files.put("orders/drop.jsonl", Content.of(content), Map.of());
    return importing.run(file, new AcknowledgmentPolicy.OrderCompleted(), () -> true).orElseThrow();
  }

  private long reserved() {
    return ledger.find(KEY).orElseThrow().reserved().units();
  }

  private static String lines(int orders) {
    return IntStream.rangeClosed(1, orders)
        .mapToObj(n -> "o" + n + " 1\n")
        .collect(Collectors.joining());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private OrderJsonLine read(String line) {
    String[] cells = line.split(" ");
    if (cells.length != 2) {
      return new Invalid("not understood");
    }
    return new Parsed(
        new OrderVersion(
            cells[0],
            Optional.empty(),
            Optional.empty(),
            completed ? OrderStatus.COMPLETED : OrderStatus.OPEN,
            CLOCK.instant(),
            Optional.empty(),
            Optional.empty(),
            List.of(
                new OrderVersion.Item(
                    "1",
                    Optional.of(KEY.upc()),
                    StockQuantity.of(Long.parseLong(cells[1])),
                    Optional.of(KEY.facility()),
                    ItemStatus.OPEN,
                    Optional.empty(),
                    Optional.empty(),
                    OrderVersion.ShopifyItem.NONE))));
  }
}
