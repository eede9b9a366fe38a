// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.json.rules.RuleBookJson;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.catalog.ProductLookupIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.support.files.FileStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The active catalog, facilities, rules and settings of the bucket, and the ports. Thread-safe. */
abstract class CurrentData implements ReferenceData {
  final WiringContext wiringContext;
  private final ETagCache<CatalogIndex> catalogIndex =
      new ETagCache<>(ImportingCatalog.INDEX, CatalogIndex::readFrom);
  private final CatalogSnapshotCache catalogSnapshots = new CatalogSnapshotCache();
  private final ETagCache<ProductLookupIndex> nameIndex =
      new ETagCache<>(ImportingCatalog.NAMES, ProductLookupIndex::readFrom);
  private final ETagCache<FacilityDirectory> facilityDirectory =
      new ETagCache<>(
          ImportingFacilities.INDEX, in -> new FacilitiesJson().read(in.readAllBytes()));
  private final ETagCache<RuleBook> ruleBook =
      new ETagCache<>(ImportingRules.INDEX, in -> new RuleBookJson().read(in.readAllBytes()));
  private final Map<String, CurrentSettings> settings = new ConcurrentHashMap<>();

  CurrentData(WiringContext wiringContext) {
    this.wiringContext = wiringContext;
  }

  public FunctionEnvironment environment() {
    return wiringContext.environment();
  }

  public Clock clock() {
    return wiringContext.clock();
  }

  public FunctionPorts ports() {
    return wiringContext.ports();
  }

  public FileStore files() {
    return ports().files();
  }

  public StockLedger ledger() {
    return ports().ledger();
  }

  public DeliveryRepository deliveries() {
    return ports().deliveries();
  }

  public OrderRepository orders() {
    return ports().orders();
  }

  /** The filter's current index; empty before the first catalog import. */
  @Override
  public Optional<CatalogIndex> catalogIndex() {
    return catalogIndex.get(files());
  }

  /** The online products of a catalog snapshot, by its version. */
  final OnlineCatalog onlineCatalog(String version) {
    return catalogSnapshots.get(files(), version);
  }

  /** The identifiers of online products; none before the first import. */
  final ProductLookupIndex productLookupIndex() {
    return nameIndex.get(files()).orElse(ProductLookupIndex.EMPTY);
  }

  /** The current facilities; empty before the first import. */
  @Override
  public FacilityDirectory facilityDirectory() {
    return facilityDirectory.get(files()).orElseGet(() -> FacilityDirectory.of(List.of()));
  }

  /** The current rules; none before the first import. */
  public RuleBook ruleBook() {
    return ruleBook.get(files()).orElse(RuleBook.EMPTY);
  }

  /** The settings of the installation with a layer in place of the edition in force. */
  final InstallationSettings settingsWith(InstallationSettings.Layer layer) {
    return combined(Stream.of(layer));
  }

  /** The current settings of a source, over those of the installation. */
  @Override
  public InstallationSettings settings(String source) {
    FileStore files = files();
    Stream<InstallationSettings.Layer> written =
        Stream.of("installation", source)
            .distinct()
            .flatMap(
                name -> settings.computeIfAbsent(name, CurrentSettings::new).get(files).stream());
    return combined(written);
  }

  private InstallationSettings combined(Stream<InstallationSettings.Layer> written) {
    return InstallationSettings.of(
        Stream.of(
                wiringContext.around().below().stream(),
                written,
                wiringContext.around().above().stream())
            .flatMap(layers -> layers)
            .toList());
  }

  /** The installation settings alone. */
  public InstallationSettings installationSettings() {
    return settings("installation");
  }
}
