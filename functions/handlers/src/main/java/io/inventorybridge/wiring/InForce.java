// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.receiving.Reference;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.json.FacilitiesJson;
import io.inventorybridge.json.RulesJson;
import io.inventorybridge.json.SettingsJson;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The active catalog, facilities, rules and settings of the bucket, and the ports. Thread-safe. */
abstract class InForce implements Reference {
  final Means means;
  private final Latest<CatalogIndex> catalogIndex =
      new Latest<>(ImportingCatalog.INDEX, CatalogIndex::readFrom);
  private final Latest<NameIndex> nameIndex =
      new Latest<>(ImportingCatalog.NAMES, NameIndex::readFrom);
  private final Latest<FacilityDirectory> facilityDirectory =
      new Latest<>(ImportingFacilities.INDEX, in -> new FacilitiesJson().read(in.readAllBytes()));
  private final Latest<RuleBook> ruleBook =
      new Latest<>(ImportingRules.INDEX, in -> new RulesJson().read(in.readAllBytes()));
  private final Map<String, Latest<Settings.Layer>> settings = new ConcurrentHashMap<>();

  InForce(Means means) {
    this.means = means;
  }

  public Environment environment() {
    return means.environment();
  }

  public Clock clock() {
    return means.clock();
  }

  public Ports ports() {
    return means.ports();
  }

  public Files files() {
    return ports().files();
  }

  public Ledger ledger() {
    return ports().ledger();
  }

  public Deliveries deliveries() {
    return ports().deliveries();
  }

  public Orders orders() {
    return ports().orders();
  }

  /** The filter's current index; empty before the first catalog import. */
  @Override
  public Optional<CatalogIndex> catalogIndex() {
    return catalogIndex.in(files());
  }

  /** The identifiers of online products; none before the first import. */
  final NameIndex names() {
    return nameIndex.in(files()).orElse(NameIndex.EMPTY);
  }

  /** The current facilities; empty before the first import. */
  @Override
  public FacilityDirectory facilityDirectory() {
    return facilityDirectory.in(files()).orElseGet(() -> FacilityDirectory.of(List.of()));
  }

  /** The current rules; none before the first import. */
  public RuleBook ruleBook() {
    return ruleBook.in(files()).orElse(RuleBook.EMPTY);
  }

  /**
   * The current settings of a source, over those of the installation.
   *
   * @throws IllegalSettings when a file has an unknown name or a bad value
   */
  @Override
  public Settings settings(String source) {
    Files files = files();
    Stream<Settings.Layer> written =
        Stream.of("installation", source)
            .distinct()
            .map(name -> "settings/" + name + ".json")
            .flatMap(key -> settings.computeIfAbsent(key, InForce::layer).in(files).stream());
    return Settings.of(
        Stream.of(means.around().below().stream(), written, means.around().above().stream())
            .flatMap(layers -> layers)
            .toList());
  }

  /** The installation settings alone. */
  public Settings installationSettings() {
    return settings("installation");
  }

  private static Latest<Settings.Layer> layer(String key) {
    return new Latest<>(key, in -> SettingsJson.layer(key, in.readAllBytes()));
  }
}
