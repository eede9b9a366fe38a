// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.InMemoryDeliveryRepository;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.TextDeliveryFormat;
import io.inventorybridge.delivery.format.ReferenceRowScanner;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StoredFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * A retailer's installation in memory: stores by any code, products 1 to 500. A call to a store can
 * be made to kill the run, before or after its effect.
 */
final class IntakeFixture implements ReferenceData {
  static final Instant EVENING = Instant.parse("2026-11-23T20:00:00Z");

  /** The process dies. */
  static final class Killed extends RuntimeException {}

  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Instant now = EVENING;
  final FileStore files = new InMemoryFileStore(new Ticking());
  final DeliveryRepository deliveries = new InMemoryDeliveryRepository();
  final Map<StockKey, StockQuantity> balances = new HashMap<>();
  private final TextDeliveryFormat documents = new TextDeliveryFormat();
  private final Path disk;
  Optional<CatalogIndex> catalog =
      Optional.of(
          CatalogIndex.of(
              LongStream.rangeClosed(1, 500)
                  .mapToObj(i -> CatalogProduct.of("" + i, "p" + i))
                  .toList()));
  FacilityDirectory facilities = FacilityDirectory.anyStore();
  final Map<StockKey, Instant> movements = new HashMap<>();
  InstallationSettings settings = InstallationSettings.defaults();
  private int runs;
  private int calls;
  private int deadly = -1;
  private boolean effective;
  private int overtaken;

  IntakeFixture(Path disk) {
    this.disk = disk;
  }

  /** Every balance has a baseline of long ago. */
  private final class KnownBalances implements StockBalances {
    @Override
    public Map<StockKey, StockBalance> find(Collection<StockKey> keys) {
      Map<StockKey, StockBalance> found = new HashMap<>();
      balances.forEach(
          (key, units) -> {
            if (keys.contains(key)) {
              found.put(key, balance(key, units));
            }
          });
      return found;
    }

    @Override
    public void ofStores(Set<FacilityId> stores, Consumer<StockBalance> consumer) {
      balances.forEach(
          (key, units) -> {
            if (stores.contains(key.facility())) {
              consumer.accept(balance(key, units));
            }
          });
    }

    private StockBalance balance(StockKey key, StockQuantity units) {
      return new StockBalance(
          key,
          units,
          units,
          StockBaseline.NONE.rank(),
          true,
          movements.getOrDefault(key, Instant.MIN));
    }
  }

  @Override
  public Optional<CatalogIndex> catalogIndex() {
    return catalog;
  }

  @Override
  public FacilityDirectory facilityDirectory() {
    return facilities;
  }

  @Override
  public InstallationSettings settings(String source) {
    return settings;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  /** Drops a file without an event. */
  StoredFile put(String key, String text, Map<String, String> metadata) {
    return files.put(key, FileStore.Content.of(text.getBytes(UTF_8)), metadata);
  }

  IntakeOutcome drop(String key, String text) {
    return drop(key, text, Map.of());
  }

  IntakeOutcome drop(String key, String text, Map<String, String> metadata) {
    put(key, text, metadata);
    return event(key);
  }

  /** Sends S3's event for a file. */
  IntakeOutcome event(String key) {
    return filtering().run(key, "run-" + runs++);
  }

  FilteringDelta filtering() {
    FileStore mortal = mortal(FileStore.class, files);
    return new FilteringDelta(
        mortal,
        mortal(DeliveryRepository.class, deliveries),
        new DeliveryDocuments(mortal, documents),
        new KnownBalances(),
        new ReferenceRowScanner(),
        this,
        new Ticking(),
        disk);
  }

  DecidingDelivery deciding() {
    FileStore mortal = mortal(FileStore.class, files);
    return new DecidingDelivery(
        mortal,
        mortal(DeliveryRepository.class, deliveries),
        new DeliveryDocuments(mortal, documents));
  }

  /** Lets the run die at one of its calls. */
  void killAt(int call, boolean afterItsEffect) {
    calls = 0;
    deadly = call;
    effective = afterItsEffect;
  }

  void killNoMore() {
    deadly = -1;
  }

  /** Makes the next writes of a delivery's record lose against another writer. */
  void overtakes(int writes) {
    overtaken = writes;
  }

  private void overtake(Object port, String method, Object[] arguments) {
    if (overtaken > 0
        && port == deliveries
        && method.equals("replace")
        && arguments[0] instanceof DeliveryRecord record) {
      overtaken--;
      deliveries.replace(deliveries.find(record.id()).orElseThrow());
    }
  }

  private <T> T mortal(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean dies = calls++ == deadly;
              if (dies && !effective) {
                throw new Killed();
              }
              overtake(real, method.getName(), arguments);
              try {
                Object result = method.invoke(real, arguments);
                if (dies) {
                  throw new Killed();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Settles what is running, as the state machine would. */
  void settle() {
    for (DeliveryRecord record : deliveries.ofSource("sv")) {
      if (record.status() == Status.RUNNING) {
        for (PartRecord part : deliveries.parts(record.id())) {
          deliveries.replace(part.settled("a", part.reset(), part.variance()));
        }
        deliveries.replace(record.with(Status.SETTLED));
      }
    }
  }

  String text(String key) {
    return new String(files.read(key).orElseThrow(), UTF_8);
  }

  DeliveryManifest manifest(DeliveryId id) {
    return documents.readManifest(files.read(BucketLayout.manifest(id)).orElseThrow());
  }

  List<String> keys(String prefix) {
    return files.list(prefix).stream().map(StoredFile::key).toList();
  }

  DeliveryRecord only() {
    List<DeliveryRecord> all = deliveries.ofSource("sv");
    if (all.size() != 1) {
      throw new AssertionError("there are " + all.size() + " deliveries");
    }
    return all.getFirst();
  }

  /** All lasting data, except names and durations of runs. */
  Map<String, String> lasting() {
    Map<String, String> lasting = new TreeMap<>();
    for (StoredFile file : files.list("")) {
      if (!file.key().startsWith("staging/") && !file.key().startsWith("manifests/")) {
        lasting.put(file.key(), text(file.key()));
      }
    }
    for (DeliveryRecord record : deliveries.ofSource("sv")) {
      lasting.put(
          record.id().value(),
          "%s %s %s %s %s %s"
              .formatted(
                  record.status(),
                  record.reason(),
                  record.rows(),
                  record.stores(),
                  record.original(),
                  record.releasedAs()));
      deliveries.parts(record.id()).forEach(part -> lasting.put("part " + part.part(), "" + part));
    }
    return lasting;
  }
}
