// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.backfill.ReferenceDataHistory;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.json.delivery.DeliveryJson;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.local.simulation.WorldEvent.Delta;
import io.inventorybridge.local.simulation.WorldEvent.Dropped;
import io.inventorybridge.local.simulation.WorldEvent.Sold;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.simulation.truth.StockOracle;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares a finished world with the equation over its facts. The content of files is known from
 * the plan. The accepted deliveries come from the records, after these were matched with the
 * dropped files in both directions.
 */
final class WorldReconciliation {
  /** The snapshot time that the operator states. */
  static final Instant RELEASED_AT = WorldPlanner.BEGIN.plus(Duration.ofHours(4));

  private final SimulatedWorld world;
  private final StockLedger ledger;
  private final StockOracle oracle;
  private final Set<StockKey> keys = new TreeSet<>();
  private Set<Long> online = Set.of();
  private Set<String> stores = Set.of();

  WorldReconciliation(SimulatedWorld world) {
    this.world = world;
    this.ledger = world.cloud.store.ledger();
    this.oracle = new StockOracle(world.plan.policy());
    this.oracle.stores = this::kind;
    for (String place : List.of("A", "B", "QUEUE", "NOWHERE", FacilityId.QUEUE.value())) {
      for (long product : WorldPlanner.PRODUCTS) {
        keys.add(new StockKey(new FacilityId(place), new CanonicalUpc(product)));
      }
    }
  }

  private FacilityKinds.FacilityKind kind(FacilityId facility) {
    return stores.contains(facility.value())
        ? FacilityKinds.FacilityKind.STORE
        : facility.value().equals("QUEUE")
            ? FacilityKinds.FacilityKind.VIRTUAL
            : FacilityKinds.FacilityKind.UNKNOWN;
  }

  void check() {
    deliveries();
    orders();
    sales();
    for (StockKey key : keys) {
      check(key);
    }
    if (world.plan.braked()) {
      world.editions.check(online);
    }
  }

  private void check(StockKey key) {
    Optional<StockRecord> found = ledger.find(key);
    long onHand = key.isQueue() ? 0 : oracle.onHand(key);
    same(key, "on hand", onHand, found.map(StockRecord::onHand).orElse(StockQuantity.ZERO).units());
    same(
        key,
        "settled",
        onHand,
        found.map(StockRecord::settledOnHand).orElse(StockQuantity.ZERO).units());
    same(
        key,
        "reserved",
        oracle.reserved(key),
        found.map(StockRecord::reserved).orElse(StockQuantity.ZERO).units());
    if (found.isEmpty()) {
      return;
    }
    same(key, "pending", Optional.empty(), found.get().pending());
    if (!key.isQueue()) {
      same(
          key,
          "baseline",
          oracle.newest(key).map(delivery -> delivery.rank().delivery()).orElse(""),
          original(found.get().settled().baseline().delivery()));
    }
    long sum = ledger.entries(key).stream().mapToLong(entry -> entry.difference().units()).sum();
    same(key, "sum of its entries", sum, found.get().onHand().units());
  }

  // A backfill repeats its original, so the equation uses only originals.
  private static String original(String delivery) {
    return delivery.isEmpty() ? "" : new DeliveryId(delivery).original().value();
  }

  // ------------------------------------------------------------------ facts

  private void orders() {
    for (Dropped drop : world.dropped) {
      if (drop.meaning() instanceof WorldEvent.Versions versions) {
        oracle.versions.addAll(versions.versions());
      }
    }
    oracle.versions.addAll(world.events);
    for (WorldEvent.Declared declared : world.declarations) {
      oracle
          .declaredKnown
          .computeIfAbsent(declared.order(), order -> new HashSet<>())
          .add(declared.known());
    }
  }

  private void sales() {
    Map<String, Sold> reported = new HashMap<>();
    for (WorldEvent happening : world.plan.happenings()) {
      if (happening instanceof Sold sold) {
        reported.put(sold.key().facility() + "/" + sold.event(), sold);
      }
    }
    Map<String, StockMovement> taken = new HashMap<>();
    for (StockKey key : keys) {
      for (StockMovement movement : ledger.facts(key, Instant.MIN).movements()) {
        String event = key.facility() + "/" + movement.id();
        StockMovement twice = taken.put(event, movement);
        holds(twice == null, "%s was taken twice", event);
        Sold sold = reported.get(event);
        holds(sold != null, "nobody reported %s", event);
        same(key, event, sold.units(), movement.units());
        SimulatedWorld.Acceptance accepted = world.sales.get(event);
        Instant effective = movement.effective();
        boolean between =
            !effective.isBefore(accepted.called()) && !effective.isAfter(accepted.answered());
        holds(
            sold.eventTime().filter(effective::equals).isPresent()
                    && !effective.isAfter(accepted.answered())
                || between && sold.eventTime().map(at -> !at.isBefore(effective)).orElse(true),
            "the effective time of %s is wrong",
            movement);
        oracle.movements.put(event, movement);
      }
    }
    for (Map.Entry<String, Sold> sale : reported.entrySet()) {
      String event = sale.getKey();
      // A movement waits for its product if that is not online, and for its store if that is
      // unknown.
      StockKey key = sale.getValue().key();
      boolean waits =
          !online.contains(key.upc().digits()) || !stores.contains(key.facility().value());
      holds(
          taken.containsKey(event) || waits && !world.sales.get(event).applied(),
          "%s was lost",
          event);
    }
  }

  // ------------------------------------------------------------------ deliveries

  private void deliveries() {
    Map<String, Dropped> bySha = new HashMap<>();
    Map<String, Set<Instant>> times = new HashMap<>();
    Map<String, Long> lastAt = new HashMap<>();
    for (Dropped drop : world.dropped) {
      lastAt.merge(drop.key(), 1L, Long::sum);
      if (drop.meaning() instanceof Delta delta) {
        bySha.put(sha256(drop.content()), drop);
        delta
            .stated()
            .ifPresent(
                at -> times.computeIfAbsent(sha256(drop.content()), k -> new HashSet<>()).add(at));
      }
    }
    Map<String, Set<Long>> catalogs = catalogs();
    Map<String, Set<String>> facilities = facilities();
    online = catalogs.get(inForce(ImportingCatalog.INDEX));
    stores = facilities.get(inForce(ImportingFacilities.INDEX));
    Dropped newest =
        world.dropped.stream()
            .filter(drop -> drop.meaning() instanceof WorldEvent.Stores)
            .reduce((older, newer) -> newer)
            .orElseThrow();
    // Where the brake is asked, the newest may have been held, and an older one restored.
    holds(
        world.plan.braked()
            || world
                .versions
                .getOrDefault(sha256(newest.content()), Set.of())
                .contains(inForce(ImportingFacilities.INDEX)),
        "facilities were lost: %s",
        newest);
    List<DeliveryRecord> records = world.records();
    for (DeliveryRecord record : records) {
      Dropped drop = bySha.get(record.sha256());
      holds(drop != null, "nobody dropped %s", record);
      Instant at = record.snapshot().at();
      holds(
          times.getOrDefault(record.sha256(), Set.of()).contains(at)
              || at.equals(record.uploaded().minus(Duration.ofHours(1)))
              || at.equals(RELEASED_AT),
          "nobody stated the snapshot time of %s",
          record);
      if (record.status() == Status.UNDONE) {
        keys.addAll(((Delta) drop.meaning()).rows().keySet());
      }
      if (record.status() == Status.SETTLED) {
        settled(record, drop.content(), (Delta) drop.meaning(), catalogs, facilities);
      }
    }
    for (Dropped drop : world.dropped) {
      if (drop.meaning() instanceof Delta delta && lastAt.get(drop.key()) == 1) {
        String sha256 = sha256(drop.content());
        holds(
            records.stream()
                .filter(record -> record.sha256().equals(sha256))
                .anyMatch(
                    record -> delta.stated().map(record.snapshot().at()::equals).orElse(true)),
            "a drop was lost: %s",
            drop);
      }
    }
  }

  private void settled(
      DeliveryRecord record,
      String content,
      Delta delta,
      Map<String, Set<Long>> catalogs,
      Map<String, Set<String>> facilities) {
    DeliveryManifest manifest =
        new DeliveryDocuments(world.cloud.store.files(), new DeliveryJson())
            .manifest(record.id())
            .orElseThrow();
    Map<StockKey, Long> rows =
        rows(
            delta,
            inForceOnce(catalogs, manifest.catalogVersion(), record),
            inForceOnce(facilities, manifest.facilitiesVersion(), record));
    Set<FacilityId> written =
        Stream.concat(delta.rows().keySet().stream(), delta.named().stream())
            .map(StockKey::facility)
            .collect(Collectors.toSet());
    // A row of an unknown store may be of any key, so such a load is silent about none.
    boolean clear =
        !content.contains("NOWHERE")
            && written.stream().allMatch(facility -> stores.contains(facility.value()));
    same(null, "rows read of " + record.id(), (long) delta.read(), manifest.rows().read());
    same(null, "rows kept of " + record.id(), (long) rows.size(), manifest.rows().kept());
    same(null, "rows done of " + record.id(), manifest.rows().kept(), done(record));
    for (DeliveryRecord backfill : world.backfills(record)) {
      holds(backfill.status() == Status.SETTLED, "%s is not settled", backfill);
      same(null, "rows done of " + backfill.id(), backfill.rows().kept(), done(backfill));
      ReferenceDataHistory.Versions version =
          backfill.id().backfillVersion().map(ReferenceDataHistory.Versions::parse).orElseThrow();
      rows.putAll(
          rows(
              delta,
              inForceOnce(catalogs, version.catalog(), backfill),
              inForceOnce(facilities, version.facilities(), backfill)));
    }
    // A product that is online and known at the end counts in every delivery, independent of when
    // it came online.
    rows.putAll(rows(delta, online, stores));
    keys.addAll(rows.keySet());
    delta.named().stream()
        .filter(key -> stores.contains(key.facility().value()))
        .filter(key -> online.contains(key.upc().digits()))
        .forEach(keys::add);
    oracle.deliveries.add(
        new StockOracle.Delivery(
            record.rank(),
            rows,
            record.kind() == DeliveryManifest.DeliveryKind.INITIAL && clear ? written : Set.of(),
            delta.named()));
  }

  private static <T> T inForceOnce(Map<String, T> sets, String version, DeliveryRecord of) {
    T set = sets.get(version);
    holds(set != null, "%s is by a set that was never in force", of);
    return set;
  }

  private static Map<StockKey, Long> rows(Delta delta, Set<Long> products, Set<String> known) {
    return delta.rows().entrySet().stream()
        .filter(row -> known.contains(row.getKey().facility().value()))
        .filter(row -> products.contains(row.getKey().upc().digits()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private long done(DeliveryRecord record) {
    long done = 0;
    for (PartRecord part : world.cloud.store.deliveries().parts(record.id())) {
      holds(part.status() == PartRecord.Status.SETTLED, "%s is not settled", part);
      done += part.reset().applied() + part.reset().unchanged() + part.reset().stale();
    }
    return done;
  }

  private String inForce(String index) {
    return world.cloud.store.files().find(index).orElseThrow().metadata().get("version");
  }

  // A catalog version is only a name: it is read from the index of its drop.
  private Map<String, Set<Long>> catalogs() {
    Map<String, Set<Long>> catalogs = new HashMap<>();
    for (Dropped drop : world.dropped) {
      if (drop.meaning() instanceof WorldEvent.Online online) {
        world
            .versions
            .getOrDefault(sha256(drop.content()), Set.of())
            .forEach(version -> catalogs.put(version, online.products()));
      }
    }
    return catalogs;
  }

  private Map<String, Set<String>> facilities() {
    Map<String, Set<String>> facilities = new HashMap<>();
    for (Dropped drop : world.dropped) {
      if (drop.meaning() instanceof WorldEvent.Stores stores) {
        world
            .versions
            .getOrDefault(sha256(drop.content()), Set.of())
            .forEach(version -> facilities.put(version, named(version, stores.known())));
      }
    }
    return facilities;
  }

  // A directory forgets no store. If the import of a newer file died half-way and an older drop is
  // imported again, the directory names the newer file's stores as inactive. Only the version tells
  // if it does.
  private Set<String> named(String version, Set<String> dropped) {
    Map<Boolean, Set<String>> named =
        new ReferenceDataHistory(world.cloud.store.files(), new FacilitiesJson())
            .facilities(version).orElseThrow().all().stream()
                .filter(facility -> !facility.isVirtual())
                .collect(
                    Collectors.partitioningBy(
                        Facility::active,
                        Collectors.mapping(one -> one.id().value(), Collectors.toSet())));
    same(null, "stores of facilities " + version, dropped, named.get(true));
    Set<String> all = new TreeSet<>(dropped);
    all.addAll(named.get(false));
    holds(WorldPlanner.STORES.containsAll(all), "nobody dropped a store of facilities %s", version);
    return all;
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void same(StockKey key, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new WrongNumbers(
          "%s%s: %s by the facts, and it is %s"
              .formatted(key == null ? "" : key + " ", what, expected, found));
    }
  }

  private static void holds(boolean truth, String what, Object of) {
    if (!truth) {
      throw new WrongNumbers(what.formatted(of));
    }
  }
}
