// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.local.simulation.WorldEvent.Delta;
import io.inventorybridge.local.simulation.WorldEvent.Dropped;
import io.inventorybridge.local.simulation.WorldEvent.Sold;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Generates a plan from a seed: few stores and products, few hours, so that times coincide and
 * events concern the same keys.
 */
final class WorldPlanner {
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  static final List<String> STORES = List.of("A", "B");
  private static final List<String> PLACES = List.of("A", "A", "A", "B", "B", "QUEUE", "NOWHERE");
  static final List<Long> PRODUCTS = List.of(11L, 22L, 33L);
  private static final long UNKNOWN_PRODUCT = 99;
  private static final int HOURS = 8;
  private static final int WIDE = 130;
  private static final double LATE = 0.15;

  private final Random random;
  private final long seed;
  private final List<WorldEvent> happenings = new ArrayList<>();
  private boolean wide;

  private WorldPlanner(long seed) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  static WorldPlan of(long seed) {
    return new WorldPlanner(seed).plan();
  }

  private WorldPlan plan() {
    AcknowledgmentPolicy policy =
        chance(0.5)
            ? new AcknowledgmentPolicy.OrderCompleted()
            : new AcknowledgmentPolicy.Acknowledged(maybe(0.5, this::hour));
    wide = chance(0.03);
    catalogs();
    for (int d = 1 + random.nextInt(3); d > 0; d--) {
      delta("d" + d, wide && d == 1);
    }
    for (int o = random.nextInt(4); o > 0; o--) {
      orders("o" + o);
    }
    for (int s = random.nextInt(6); s > 0; s--) {
      sale("e" + s);
    }
    for (int a = random.nextInt(3); a > 0; a--) {
      happenings.add(
          new WorldEvent.ToldAgain(
              moment(), random.nextInt(1_000), List.of(WorldFault.EVENT_OF_OLD)));
    }
    if (chance(0.3)) {
      happenings.add(new WorldEvent.TriedAgain(moment(), random.nextInt(1_000), List.of()));
    }
    Set<String> stores = stores();
    undos();
    boolean braked = editions(stores);
    happenings.sort(Comparator.comparing(WorldEvent::at));
    String settings = settings(policy);
    return new WorldPlan(
        seed,
        policy,
        braked ? EditionWatch.settings(settings) : settings,
        braked,
        stores,
        pick(List.of(0, 5, 15, 40)),
        pick(List.of(0, 100, 300, 600)),
        happenings,
        Set.of());
  }

  private String settings(AcknowledgmentPolicy policy) {
    String known =
        switch (policy) {
          case AcknowledgmentPolicy.OrderCompleted completed ->
              "\"knownPolicy\":\"ORDER_COMPLETED\"";
          case AcknowledgmentPolicy.Acknowledged told ->
              "\"knownPolicy\":\"ACKNOWLEDGED\""
                  + told.knownBefore().map(",\"knownBefore\":\"%s\""::formatted).orElse("");
        };
    return "{%s,\"partSize\":%d}".formatted(known, wide ? 200_000 : 1 + random.nextInt(3));
  }

  // ------------------------------------------------------------------ stores

  // Uses its own random numbers, so that worlds with both stores from the beginning stay unchanged.
  private Set<String> stores() {
    Random own = new Random(seed * 0x9E3779B97F4A7C15L + 2);
    Set<String> all = new TreeSet<>(STORES);
    if (own.nextDouble() >= LATE) {
      return all;
    }
    String late = STORES.get(own.nextInt(STORES.size()));
    Set<String> first = new TreeSet<>(all);
    first.remove(late);
    happenings.add(
        new Dropped(
            BEGIN.plus(Duration.ofSeconds(1_800 + own.nextInt(HOURS * 3_600))),
            "facilities/facilities-late.csv",
            facilities(all),
            Map.of(),
            new WorldEvent.Stores(all),
            List.of(WorldFault.STORE_LATE)));
    return first;
  }

  // Uses its own random numbers, so that worlds without an undo stay unchanged.
  private void undos() {
    Random own = new Random(seed * 0x9E3779B97F4A7C15L + 3);
    for (int u = own.nextInt(4) == 0 ? 1 + own.nextInt(3) : 0; u > 0; u--) {
      happenings.add(
          new WorldEvent.Undone(
              BEGIN.plus(Duration.ofSeconds(1_800 + own.nextInt(HOURS * 3_600))),
              own.nextInt(1_000),
              List.of()));
    }
  }

  // Uses its own random numbers, so that the worlds without a brake stay unchanged. In one of three
  // the brake is asked from one pair on, and wrong files are dropped.
  private boolean editions(Set<String> first) {
    Random own = new Random(seed * 0x9E3779B97F4A7C15L + 4);
    if (own.nextInt(3) > 0) {
      return false;
    }
    happenings.replaceAll(
        it ->
            it instanceof Dropped drop && drop.meaning() instanceof WorldEvent.Online
                ? new Dropped(
                    drop.at(),
                    drop.key(),
                    EditionWatch.withItems(drop.content()),
                    drop.metadata(),
                    drop.meaning(),
                    drop.trouble())
                : it);
    for (int c = 1 + own.nextInt(3); c > 0; c--) {
      happenings.add(catalogOf(own, "catalog/catalog-of-" + c + ".csv"));
    }
    if (own.nextBoolean()) {
      Set<String> some = new TreeSet<>(first);
      some.remove(STORES.get(own.nextInt(STORES.size())));
      happenings.add(
          new Dropped(
              later(own),
              "facilities/facilities-of-less.csv",
              facilities(some),
              Map.of(),
              new WorldEvent.Stores(some),
              List.of()));
    }
    for (int d = 1 + own.nextInt(4); d > 0; d--) {
      happenings.add(
          own.nextInt(3) > 0
              ? new WorldEvent.EditionReleased(later(own), own.nextInt(1_000), List.of())
              : new WorldEvent.EditionRestored(later(own), own.nextInt(1_000), List.of()));
    }
    return true;
  }

  private static Dropped catalogOf(Random own, String key) {
    StringBuilder csv = new StringBuilder("upca,productId,status\n");
    Set<Long> online = new TreeSet<>();
    for (long product : PRODUCTS) {
      if (own.nextBoolean()) {
        online.add(product);
        csv.append("%d,v%d,ACTIVE\n".formatted(product, product));
      } else {
        csv.append("%d,v%d,DRAFT\n".formatted(product, product));
      }
    }
    return new Dropped(
        later(own),
        key,
        EditionWatch.withItems(csv.toString()),
        Map.of(),
        new WorldEvent.Online(online),
        List.of(WorldFault.CATALOG_CHANGED));
  }

  private static Instant later(Random own) {
    return BEGIN.plus(Duration.ofSeconds(1_800 + own.nextInt(HOURS * 3_600)));
  }

  /** The facilities with these stores. */
  static String facilities(Set<String> stores) {
    StringBuilder csv = new StringBuilder("facilityId,externalFacilityId,type\n");
    for (String store : STORES) {
      if (stores.contains(store)) {
        csv.append("%s,1/%d,STORE\n".formatted(store, 1 + STORES.indexOf(store)));
      }
    }
    return csv.append("QUEUE,,VIRTUAL\n").toString();
  }

  // ------------------------------------------------------------------ catalogue

  // The first catalog is active before anything else happens.
  private void catalogs() {
    catalog(BEGIN, products(), List.of());
    for (int c = chance(0.35) ? 1 + random.nextInt(2) : 0; c > 0; c--) {
      catalog(moment(), products(), List.of(WorldFault.CATALOG_CHANGED));
    }
  }

  private Set<Long> products() {
    Set<Long> online = new TreeSet<>(PRODUCTS);
    if (chance(0.4)) {
      online.remove(pick(PRODUCTS));
    }
    return online;
  }

  private void catalog(Instant at, Set<Long> online, List<WorldFault> trouble) {
    StringBuilder csv = new StringBuilder("upca,productId,status\n");
    for (long product : PRODUCTS) {
      if (online.contains(product)) {
        csv.append("0%d,v%d,ACTIVE\n".formatted(product, product));
      } else if (chance(0.5)) {
        csv.append("%d,v%d,ARCHIVED\n".formatted(product, product));
      } else if (chance(0.5)) {
        csv.append("%d,v%d,ACTIVE\n%d,w%d,ACTIVE\n".formatted(product, product, product, product));
      }
    }
    Set<Long> sold = new TreeSet<>(online);
    for (long more = 1_000; wide && more < 1_000 + WIDE; more++) {
      sold.add(more);
      csv.append(more).append(",v").append(more).append(",\n");
    }
    happenings.add(
        new Dropped(
            at,
            "catalog/catalog-%s.csv".formatted(happenings.size()),
            csv.toString(),
            Map.of(),
            new WorldEvent.Online(sold),
            trouble));
  }

  // ------------------------------------------------------------------ deliveries

  private void delta(String name, boolean many) {
    boolean initial = chance(0.3);
    Map<StockKey, Long> rows = new LinkedHashMap<>();
    // A usable row of the same key counts as soon as its product is online.
    Set<StockKey> named = new HashSet<>();
    List<String> lines = new ArrayList<>();
    List<StockKey> keys = new ArrayList<>();
    STORES.forEach(store -> PRODUCTS.forEach(product -> keys.add(key(store, product))));
    Collections.shuffle(keys, random);
    for (StockKey key : keys.subList(0, 1 + random.nextInt(keys.size()))) {
      long quantity = random.nextInt(8) - 1L;
      if (chance(0.1)) {
        lines.add(line(key, Long.toString(quantity + 3)));
      }
      lines.add(line(key, Long.toString(quantity)));
      rows.put(key, quantity);
      if (chance(0.05)) {
        lines.add(line(key, "many"));
        named.add(key);
      }
      if (chance(0.1)) {
        lines.add(line(key(key.facility().value(), UNKNOWN_PRODUCT), "5"));
      }
    }
    for (StockKey key : keys) {
      if (initial && !rows.containsKey(key) && chance(0.2)) {
        lines.add(line(key, "many"));
        named.add(key);
      }
    }
    for (long more = 1_000; many && more < 1_000 + WIDE; more++) {
      StockKey key = key("A", more);
      lines.add(line(key, "1"));
      rows.put(key, 1L);
    }
    if (chance(0.1)) {
      lines.add("NOWHERE,UPCA,11,5");
    }
    String content = "facilityId,idType,idValue,availableQty\n" + String.join("\n", lines) + "\n";
    Optional<Instant> stated = maybe(0.8, this::hour);
    Instant at = moment();
    drop(name, at, content, stated, initial, rows, named, lines.size(), List.of());
    if (chance(0.25)) {
      // The same bytes again: with the same snapshot time, another one, or none.
      Optional<Instant> again =
          chance(0.6) ? stated : stated.isPresent() ? Optional.of(hour()) : Optional.empty();
      drop(
          name + "-again",
          chance(0.8) ? moment() : at.plus(Duration.ofHours(15)),
          content,
          again,
          initial,
          rows,
          named,
          lines.size(),
          List.of(WorldFault.FILE_AGAIN));
    }
  }

  private void drop(
      String name,
      Instant at,
      String content,
      Optional<Instant> stated,
      boolean initial,
      Map<StockKey, Long> rows,
      Set<StockKey> named,
      int read,
      List<WorldFault> trouble) {
    boolean byName = stated.isPresent() && chance(0.3);
    boolean over = !byName && chance(0.1);
    List<WorldFault> all = new ArrayList<>(trouble);
    if (over) {
      all.add(WorldFault.FILE_REPLACED);
    }
    if (stated.filter(time -> time.isBefore(at.minus(Duration.ofHours(2)))).isPresent()) {
      all.add(WorldFault.FACT_LATE);
    }
    String file =
        over ? "delta" : byName ? name + "-" + stated.get().toString().replace(":", "") : name;
    happenings.add(
        new Dropped(
            at,
            "incoming/sv/" + (initial ? "initial/" : "") + file + ".csv",
            content,
            stated.isPresent() && !byName
                ? Map.of("snapshot-time", stated.get().toString())
                : Map.of(),
            new Delta("sv", initial, stated, Map.copyOf(rows), Set.copyOf(named), read),
            all));
  }

  private static String line(StockKey key, String quantity) {
    return "%s,UPCA,%s,%s".formatted(key.facility(), key.upc(), quantity);
  }

  // ------------------------------------------------------------------ sales

  private void sale(String event) {
    Instant at = moment();
    Optional<Instant> eventTime = maybe(0.9, this::hour);
    Sold sold =
        new Sold(
            at,
            "",
            key(pick(STORES), pick(PRODUCTS)),
            event,
            eventTime,
            StockQuantity.of(pick(List.of(-2L, -1L, -1L, 1L))),
            eventTime.filter(time -> time.isAfter(at)).isPresent()
                ? List.of(WorldFault.CLOCK_AHEAD)
                : List.of());
    happenings.add(spelled(sold, at));
    while (chance(0.3)) {
      happenings.add(spelled(sold, moment()));
    }
  }

  // Names the store by facility id or by Retail Pro's code.
  private Sold spelled(Sold sold, Instant at) {
    String id = sold.key().facility().value();
    return new Sold(
        at,
        chance(0.5) ? id : "1/0" + (1 + STORES.indexOf(id)),
        sold.key(),
        sold.event(),
        sold.eventTime(),
        sold.units(),
        at.equals(sold.at()) ? sold.trouble() : List.of(WorldFault.SALE_TWICE));
  }

  // ------------------------------------------------------------------ orders

  private void orders(String id) {
    int items = 1 + random.nextInt(2);
    List<OrderVersion> versions = new ArrayList<>();
    for (int v = 1 + random.nextInt(4); v > 0; v--) {
      versions.add(version(id, items));
    }
    if (chance(0.15)) {
      Instant known = hour();
      happenings.add(
          new WorldEvent.Declared(
              known.plus(Duration.ofMinutes(random.nextInt(200))), id, known, List.of()));
    }
    while (!versions.isEmpty()) {
      List<OrderVersion> together =
          List.copyOf(versions.subList(0, 1 + random.nextInt(versions.size())));
      Instant at = moment();
      if (chance(0.3)) {
        happenings.add(new WorldEvent.Told(at, together.getFirst(), List.of()));
        versions.removeFirst();
        continue;
      }
      StringBuilder lines = new StringBuilder();
      together.forEach(version -> lines.append(OrderText.of(version)).append('\n'));
      happenings.add(
          new Dropped(
              at,
              "orders/%s-%d.jsonl".formatted(id, happenings.size()),
              lines.toString(),
              Map.of(),
              new WorldEvent.Versions(together),
              together.stream().anyMatch(one -> one.lastUpdated().isBefore(at.minusSeconds(7_200)))
                  ? List.of(WorldFault.FACT_LATE)
                  : List.of()));
      // A version is sometimes sent in two files.
      int sent = chance(0.2) ? together.size() - 1 : together.size();
      versions.subList(0, Math.max(1, sent)).clear();
    }
  }

  private OrderVersion version(String id, int most) {
    List<OrderVersion.Item> items = new ArrayList<>();
    for (int seq = chance(0.1) ? 2 : 1; seq <= most; seq++) {
      String place = pick(PLACES);
      items.add(
          new OrderVersion.Item(
              Integer.toString(seq),
              Optional.of(new CanonicalUpc(pick(PRODUCTS))),
              StockQuantity.of(1 + random.nextInt(3)),
              chance(0.15) ? Optional.empty() : Optional.of(new FacilityId(place)),
              pick(
                  List.of(
                      ItemStatus.COMPLETED,
                      ItemStatus.COMPLETED,
                      ItemStatus.COMPLETED,
                      ItemStatus.OPEN,
                      ItemStatus.OPEN,
                      ItemStatus.CANCELLED)),
              maybe(0.5, this::hour),
              maybe(0.4, this::hour),
              OrderVersion.ShopifyItem.NONE));
    }
    return new OrderVersion(
        id,
        Optional.empty(),
        Optional.empty(),
        pick(
            List.of(
                OrderStatus.COMPLETED,
                OrderStatus.COMPLETED,
                OrderStatus.OPEN,
                OrderStatus.CANCELLED)),
        hour(),
        maybe(0.6, this::hour),
        maybe(0.5, this::hour),
        items);
  }

  // ------------------------------------------------------------------ chances

  private static StockKey key(String store, long product) {
    return new StockKey(new FacilityId(store), new CanonicalUpc(product));
  }

  /** A full hour, so that times are often equal. */
  private Instant hour() {
    return BEGIN.plus(Duration.ofHours(1 + random.nextInt(HOURS)));
  }

  /** A random moment, in no order. */
  private Instant moment() {
    return BEGIN.plus(Duration.ofSeconds(1_800 + random.nextInt(HOURS * 3_600)));
  }

  private boolean chance(double of) {
    return random.nextDouble() < of;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> Optional<T> maybe(double chance, Supplier<T> value) {
    return chance(chance) ? Optional.of(value.get()) : Optional.empty();
  }
}
