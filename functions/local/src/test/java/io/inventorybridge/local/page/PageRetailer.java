// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.reporting.MorningJson;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.FileStore.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A retailer with some stores and their daily business: tills sell and mostly report it, goods
 * arrive, orders ship, and every night Retail Pro drops a file. The same seed gives the same days.
 */
final class PageRetailer {
  private static final List<String> TOWNS =
      List.of(
          "New York",
          "Nashville",
          "Newark",
          "Boston",
          "Portland",
          "Austin",
          "Denver",
          "Tampa",
          "Memphis",
          "Omaha",
          "Reno",
          "Tulsa",
          "Fresno",
          "Mobile",
          "Akron",
          "Boise",
          "Salem",
          "Provo",
          "Miami",
          "Dover",
          "Flint",
          "Macon",
          "Ogden",
          "Racine");
  private static final List<String> KINDS =
      List.of(
          "Boot", "Sandal", "Loafer", "Trainer", "Belt", "Scarf", "Wallet", "Clog", "Slipper",
          "Pump");
  private static final List<String> NAMES =
      List.of("Alpine", "Coast", "Harbour", "Meadow", "Prairie", "Summit", "Willow", "Ember");
  private static final String HEADER = "SBS_NO,STORE_CODE,UPC,DESCRIPTION1,QTY\n";

  private final LocalSystem system;
  private final int stores;
  private final int products;
  private final int others;
  private final Random random;
  private final Map<StockKey, Integer> counted = new TreeMap<>();
  private Instant night;
  private int events;
  private int orders;

  /**
   * @param others rows of products that are not sold online, in every file
   * @param first the snapshot time of the first night
   */
  PageRetailer(LocalSystem system, int stores, int products, int others, Instant first) {
    this.system = system;
    this.stores = stores;
    this.products = products;
    this.others = others;
    this.random = new Random(7);
    this.night = first.truncatedTo(ChronoUnit.HOURS);
  }

  static String store(int number) {
    String town = TOWNS.get(number % TOWNS.size());
    return town.replaceAll("[^A-Z]", "").length() > 1
        ? town.replaceAll("[^A-Z]", "") + "%02d".formatted(number + 1)
        : town.substring(0, 2).toUpperCase(Locale.ROOT) + "%02d".formatted(number + 1);
  }

  static String upca(int number) {
    String digits = "20500001%04d".formatted(number);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return digits + (10 - sum % 10) % 10;
  }

  static String title(int number) {
    return KINDS.get(number % KINDS.size())
        + " "
        + NAMES.get(number / KINDS.size() % NAMES.size())
        + ", "
        + (36 + number % 9);
  }

  /** Imports catalog, stores and settings. */
  void open() throws InterruptedException {
    StringBuilder facilities =
        new StringBuilder("facilityId,externalFacilityId,name,type,groups\n");
    for (int store = 0; store < stores; store++) {
      facilities.append(
          "%s,1/%03d,%s,,ONLINE\n"
              .formatted(store(store), store + 1, TOWNS.get(store % TOWNS.size())));
    }
    StringBuilder catalog =
        new StringBuilder("upca,productId,sku,shopifyInventoryItemId,title,status,tags\n");
    for (int product = 0; product < products; product++) {
      catalog.append(
          "%s,v%d,S-%d,%d,\"%s\",ACTIVE,\n"
              .formatted(upca(product), product, product, 48_100_000 + product, title(product)));
      for (int store = 0; store < stores; store++) {
        counted.put(StockKey.of(store(store), upca(product)), 4 + random.nextInt(30));
      }
    }
    put("settings/installation.json", "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}", Map.of());
    put("facilities/facilities.csv", facilities.toString(), Map.of());
    put("catalog/catalog.csv", catalog.toString(), Map.of());
    system.awaitQuiet();
  }

  /**
   * Adds records and summaries of nights before the first. Their quantities are not in the ledger.
   */
  void past(int nights) throws InterruptedException {
    for (int back = nights; back >= 1; back--) {
      summarise(night.minus(Duration.ofDays(back + 1L)));
    }
    // Pages of these nights must not be written: their deliveries do not exist.
    system.awaitQuiet();
    for (int back = nights; back >= 1; back--) {
      record(night.minus(Duration.ofDays(back + 1L)), back % 4 == 0 ? 3 + back % 7 : 0);
    }
  }

  private static String sha256(Instant at) {
    return "%064x".formatted(at.getEpochSecond()).substring(52) + "0".repeat(52);
  }

  private static DeliveryId past(Instant at) {
    return DeliveryId.of(at, "us", sha256(at));
  }

  private void record(Instant at, int bad) {
    int kept = stores * products;
    long filtered = others + random.nextInt(Math.max(1, others / 8));
    String sha256 = sha256(at);
    DeliveryId id = past(at);
    SortedSet<FacilityId> all = new TreeSet<>();
    for (int store = 0; store < stores; store++) {
      all.add(new FacilityId(store(store)));
    }
    RowCounts rows =
        new RowCounts(
            kept + filtered + bad,
            kept,
            Map.of(FilterReason.UNKNOWN_UPC, filtered),
            bad == 0 ? Map.of() : Map.of(RejectReason.MALFORMED_QTY, (long) bad));
    DeliveryRecord record =
        new DeliveryRecord(
            id,
            DeliveryManifest.DeliveryKind.ORDINARY,
            DeliveryRecord.Status.SETTLED,
            Optional.empty(),
            new SnapshotTime(at, SnapshotTime.From.METADATA),
            at.plus(Duration.ofHours(1)),
            new SourceObject("incoming/us/delta.csv", sha256, at.plus(Duration.ofHours(1))),
            sha256,
            30L * (kept + filtered),
            Optional.empty(),
            rows,
            all,
            IntakeFindings.NONE,
            1,
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            0);
    system.wiring().deliveries().create(record);
    PartName part = PartName.parse("part-0001.csv");
    system
        .wiring()
        .deliveries()
        .create(
            PartRecord.pending(id, new DeliveryManifest.Part(part, kept, sha256))
                .settled(
                    "past",
                    new PartRecord.ResetTotals(kept, 0, 0, Duration.ofSeconds(2)),
                    new PartRecord.VarianceTotals(
                        7,
                        StockQuantity.of(-12 - random.nextInt(9)),
                        0,
                        0,
                        Duration.ofSeconds(1))));
  }

  private void summarise(Instant at) {
    DeliveryId id = past(at);
    int kept = stores * products;
    int differing = kept / 60 + random.nextInt(1 + kept / 40);
    StoreDifferences one =
        new StoreDifferences(
            new FacilityId(store(0)),
            kept,
            kept,
            differing,
            StockQuantity.of(differing),
            StockQuantity.of(-differing),
            true);
    MorningSummary summary =
        new MorningSummary(
            id,
            at,
            new MorningSummary.Differences(kept, 0, new TreeMap<>(), List.of(one)),
            MorningSummary.Aging.NONE,
            List.of());
    system
        .wiring()
        .files()
        .put(
            BucketLayout.morning(id, ReportingDelivery.SUMMARY),
            Content.of(MorningJson.summary(summary)),
            Map.of());
  }

  /** The kinds of days. */
  enum Day {
    /** A normal day. */
    ORDINARY,
    /** The first store's tills report nothing although it sells a lot. */
    DEAD_FEED
  }

  /** Plays a day and drops its file. */
  DeliveryId day(Day day) throws InterruptedException {
    return day(day, 0);
  }

  /** Plays a day whose file has this many bad lines. */
  DeliveryId day(Day day, int bad) throws InterruptedException {
    Instant opening = night.minus(Duration.ofHours(14));
    for (Map.Entry<StockKey, Integer> key : counted.entrySet()) {
      sell(key, opening, day == Day.DEAD_FEED && key.getKey().facility().value().equals(store(0)));
    }
    ship(opening);
    system.awaitQuiet();
    return drop("delta.csv", file(bad));
  }

  private void sell(Map.Entry<StockKey, Integer> key, Instant opening, boolean dead) {
    int chance = random.nextInt(100);
    if (dead ? chance < 80 : chance < 12) {
      int units = 1 + random.nextInt(dead ? 5 : 2);
      key.setValue(key.getValue() - units);
      if (!dead && random.nextInt(25) > 0) {
        till(key.getKey(), units, opening.plus(Duration.ofMinutes(random.nextInt(600))));
      }
    } else if (chance == 99) {
      key.setValue(key.getValue() + 6 + random.nextInt(12));
    }
  }

  /** Removes a unit that no till reports. */
  void lose(StockKey key) {
    counted.merge(key, -1, Integer::sum);
  }

  void till(StockKey key, int units, Instant at) {
    ObjectNode movement =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("facilityId", key.facility().value())
            .put("availableDelta", -units)
            .put("idType", "UPCA")
            .put("idValue", key.upc().toString())
            .put("locationSeqId", "TLTLTLLL01")
            .put("varianceReasonId", "POS_SALE")
            .put("eventId", "till-" + ++events)
            .put("eventTime", at.toString());
    ObjectNode call =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("httpMethod", "POST")
            .put("body", movement.toString())
            .put("isBase64Encoded", false);
    call.putObject("headers").put("Authorization", "Bearer " + system.apiToken());
    int status = ask("UpdateInventoryFunction", call.toString()).path("statusCode").asInt();
    if (status != 200) {
      throw new AssertionError("a sale was answered with " + status);
    }
  }

  // Every day an order ships in part, and one of the week before is completed.
  private void ship(Instant opening) {
    StringBuilder lines = new StringBuilder(order(++orders, opening, "APPROVED"));
    if (orders > 7 && orders % 5 > 0) {
      lines.append(order(orders - 7, opening, "COMPLETED"));
    }
    put("orders/" + orders + ".jsonl", lines.toString(), Map.of());
  }

  private String order(int number, Instant opening, String second) {
    Instant shipped = opening.minus(Duration.ofDays(orders - number)).plus(Duration.ofHours(2));
    return """
    {"orderId":"SO%1$d","channel":"SHOPIFY","shopifyOrderId":"77%1$d","status":"%2$s","lastUpdated":"%3$s","items":[\
    {"seqId":"1","upca":"%4$s","quantity":2,"facilityId":"%5$s","status":"COMPLETED","completedAt":"%6$s"},\
    {"seqId":"2","upca":"%7$s","quantity":1,"facilityId":"%5$s","status":"%2$s"}]}
    """
        .formatted(
            1000 + number,
            second,
            opening.plus(Duration.ofHours(3)),
            upca(number % products),
            store(1 + number % (stores - 1)),
            shipped,
            upca((number + 1) % products));
  }

  private String file(int bad) {
    StringBuilder file = new StringBuilder(HEADER);
    for (int store = 0; store < stores; store++) {
      for (int product = 0; product < products; product++) {
        file.append(
            "1,%03d,%s,%s,%d\n"
                .formatted(
                    store + 1,
                    upca(product),
                    KINDS.get(product % KINDS.size()),
                    counted.get(StockKey.of(store(store), upca(product)))));
      }
    }
    for (int i = 0; i < bad; i++) {
      file.append(
          i % 3 == 0
              ? "1,001,2.05E+12,Scarf,4\n"
              : i % 3 == 1
                  ? "1,099,%s,Boot,4\n".formatted(upca(1))
                  : "1,001,%s,Boot,few\n".formatted(upca(2)));
    }
    int more = others + random.nextInt(Math.max(1, others / 8));
    for (int i = 0; i < more; i++) {
      file.append(
          i % 997 == 5
              ? "1,001,,Gift wrap,0\n"
              : "1,%03d,40%010d,Till only,%d\n"
                  .formatted(1 + i % stores, 5_000 + i, random.nextInt(9)));
    }
    return file.toString();
  }

  /** Drops a file as tonight's; the next night is one day later. */
  DeliveryId drop(String name, String content) throws InterruptedException {
    put("incoming/us/" + name, content, Map.of("snapshot-time", night.toString()));
    system.awaitQuiet();
    Instant tonight = night;
    night = night.plus(Duration.ofDays(1));
    return system.wiring().deliveries().ofSource("us").stream()
        .filter(record -> record.snapshot().at().equals(tonight))
        .map(DeliveryRecord::id)
        .findFirst()
        .orElseThrow();
  }

  void put(String key, String content, Map<String, String> metadata) {
    system
        .wiring()
        .files()
        .put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
  }

  JsonNode ask(String function, String event) {
    try {
      return JsonCodec.read(system.invoke(function, event.getBytes(StandardCharsets.UTF_8)));
    } catch (FunctionError e) {
      throw new AssertionError(function + " failed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys of a store. */
  List<StockKey> keys(int store) {
    List<StockKey> keys = new ArrayList<>();
    for (int product = 0; product < products; product++) {
      keys.add(StockKey.of(store(store), upca(product)));
    }
    return keys;
  }
}
