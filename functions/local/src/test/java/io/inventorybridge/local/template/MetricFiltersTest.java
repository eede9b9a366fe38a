// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.local.functions.LocalFunction;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopify.ApiVersionMismatch;
import io.inventorybridge.shopify.ApiVersionMonitor;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.files.FileStore.Content;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log lines that alarms count are those that functions write. */
@Tag("system")
class MetricFiltersTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final DeclaredStack STACK = DeclaredStack.of(TemplateFiles.in(ROOT));
  private static final Set<String> FILTERS = STACK.ofType("AWS::Logs::MetricFilter").keySet();

  /** The only kind of pattern in use. */
  private static final Pattern PATTERN = Pattern.compile("\\{ \\$\\.(\\w+) = \"([^\"]+)\" }");

  private static final int ITEMS = 7;
  private static final String FACILITIES = "facilityId,externalFacilityId\nS1,1/1\n";

  private static List<JsonNode> lines;

  @BeforeAll
  static void everyAlarmedEventOccurs() throws Exception {
    LocalOptions options = LocalOptions.inMemory().withTemplate(TemplateFiles.in(ROOT));
    try (LocalSystem system = LocalSystem.open(options);
        LogLines log = LogLines.open()) {
      system
          .wiring()
          .files()
          .put(
              "settings/in-force/installation.json",
              Content.of("{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}".getBytes(UTF_8)),
              Map.of());
      aNumberChangesWithoutAMark(system);
      aDeliveryIsHeldAndTheFullSyncsDeadlineIsOver(system);
      theTimeOfARunIsUsedUp(system);
      new ApiVersionMonitor(StructuredLog.of(ApiVersionMonitor.class), Clock.systemUTC())
          .accept(new ApiVersionMismatch("2026-10", "2027-01"));
      lines = log.all();
    }
  }

  private static void aDeliveryIsHeldAndTheFullSyncsDeadlineIsOver(LocalSystem system)
      throws InterruptedException, FunctionError {
    system
        .wiring()
        .files()
        .put("incoming/us/poison.csv", Content.of(new byte[] {0, 0, 0}), Map.of());
    system.awaitQuiet();
    Instant began = Instant.now().minus(Duration.ofHours(4));
    system.invoke(
        "AwaitDeliveryFunction",
        "{\"run\":\"sync-1\",\"began\":\"%s\"}".formatted(began).getBytes(UTF_8));
  }

  // The full sync counts one item in seven each night, and a digit is the turn of one of them.
  private static void aNumberChangesWithoutAMark(LocalSystem system) throws Exception {
    drop(system, "facilities/facilities.csv", FACILITIES, Map.of());
    StringBuilder catalog = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    StringBuilder load = new StringBuilder("SBS_NO,STORE_CODE,UPC,QTY_ON_HAND\n");
    for (int item = 1; item <= ITEMS; item++) {
      long upc = 2_050_000_100_000L + item;
      catalog.append("%d,v%d,%d\n".formatted(upc, item, item));
      load.append("1,1,%d,10\n".formatted(upc));
    }
    drop(system, "catalog/catalog.csv", catalog.toString(), Map.of());
    drop(
        system,
        "incoming/us/initial/load.csv",
        load.toString(),
        Map.of("snapshot-time", "2026-03-02T07:00:00Z"));
    for (int run = 0; run < 4; run++) {
      system.invoke("RecentSyncFunction", "{}".getBytes(UTF_8));
    }
    FakeShop shop = system.shop().orElseThrow().shop();
    PublishedPairRepository published = system.wiring().ports().publishedPairs();
    Map<ItemAtLocation, PublishedPair> records = published.read(shop.pairs());
    assertThat(records).hasSize(ITEMS);
    for (PublishedPair record : records.values()) {
      Confirmed exact = (Confirmed) record.syncState();
      published.store(
          record.confirmed(
              new Confirmed(exact.target() - 1, exact.version(), exact.at()), record.product()));
      shop.edit(record.pair(), -1);
    }
    system.invoke(
        "SyncBatchFunction",
        "{\"run\":\"r1\",\"call\":1,\"cursor\":\"\",\"second\":false,\"figures\":{}}"
            .getBytes(UTF_8));
  }

  private static void drop(
      LocalSystem system, String key, String content, Map<String, String> metadata)
      throws InterruptedException {
    system.wiring().files().put(key, Content.of(content.getBytes(UTF_8)), metadata);
    system.awaitQuiet();
  }

  private static void theTimeOfARunIsUsedUp(LocalSystem system) throws FunctionError {
    StackTemplate.Function recent =
        system.template().functions().stream()
            .filter(function -> function.name().equals("RecentSyncFunction"))
            .findFirst()
            .orElseThrow();
    byte[] ignored =
        LocalFunction.of(recent.within(Duration.ofMinutes(3)), system.wiring())
            .invoke("{}".getBytes(UTF_8), "short-run");
  }

  @Test
  void theFunctionWritesTheLineThatItsFilterMatches() {
    assertThat(FILTERS).isNotEmpty();
    for (String filter : FILTERS) {
      Map<?, ?> group = (Map<?, ?>) STACK.properties(filter).get("LogGroupName");
      String function = String.valueOf(group.get("Ref")).replace("LogGroup", "Function");
      assertThat(lines)
          .as("%s", filter)
          .anyMatch(
              line ->
                  matches(filter, line)
                      // Every caller of the shop may write this line.
                      && (line.path("event").textValue().equals("ShopVersionDiffers")
                          || line.path("function_name").textValue().equals(function)));
    }
  }

  @Test
  void everyOtherLineIsCountedByNone() {
    assertThat(lines)
        .filteredOn(line -> FILTERS.stream().anyMatch(filter -> matches(filter, line)))
        .extracting(line -> line.path("event").textValue())
        .containsExactlyInAnyOrder(
            "DifferenceWithoutMark",
            "FullSyncWithoutDelivery",
            "RecentSyncBehind",
            "ShopVersionDiffers");
    assertThat(lines).hasSizeGreaterThan(4);
  }

  @Test
  void everyCountedLineIsWatchedByAnAlarm() {
    String alarms =
        STACK.ofType("AWS::CloudWatch::Alarm").values().stream()
            .map(Object::toString)
            .collect(Collectors.joining());
    for (String filter : FILTERS) {
      Map<?, ?> metric =
          (Map<?, ?>) ((List<?>) STACK.properties(filter).get("MetricTransformations")).getFirst();
      assertThat(alarms).contains("MetricName=" + metric.get("MetricName"));
    }
  }

  private static boolean matches(String filter, JsonNode line) {
    Matcher pattern = PATTERN.matcher(STACK.text(filter, "FilterPattern"));
    assertThat(pattern.matches()).as("the pattern of %s", filter).isTrue();
    return pattern.group(2).equals(line.path(pattern.group(1)).textValue());
  }
}
