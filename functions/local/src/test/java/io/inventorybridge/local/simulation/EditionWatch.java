// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.availability.change.ChangingInputs;
import io.inventorybridge.json.availability.InputSetFiles;
import io.inventorybridge.json.masterdata.EditionJson;
import io.inventorybridge.masterdata.catalog.CatalogActivation;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.CatalogSnapshot;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.editions.EditionLog;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.editions.StagedReports;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.wiring.FunctionPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The editions of catalog and facilities in a world whose brake is asked. An edition that the brake
 * held may be in force, name the rows of a delivery or fill the table of products only after an
 * operator has released it.
 */
final class EditionWatch {
  static final List<InputKind> KINDS = List.of(InputKind.CATALOG, InputKind.FACILITIES);
  private static final String LOCATION = "91";
  private static final Map<String, InputKind> IN_FORCE =
      Map.of(
          ImportingCatalog.INDEX,
          InputKind.CATALOG,
          ImportingFacilities.INDEX,
          InputKind.FACILITIES);

  private final FunctionPorts store;
  private final TroublePlan troubles;
  private final EditionLog log;
  private final Map<InputKind, Integer> releasing = new HashMap<>();
  private final Set<String> released = new HashSet<>();

  // An event that came twice may be judged twice, and one of the two may let it in.
  private final List<InputEdition> suspects = new ArrayList<>();

  EditionWatch(FunctionPorts store, TroublePlan troubles) {
    this.store = store;
    this.troubles = troubles;
    log = new EditionLog(store.files(), new EditionJson(), BackoffPolicy.NONE);
  }

  /** The settings with a location and a brake that is asked from the first pair on. */
  static String settings(String others) {
    return others.substring(0, others.length() - 1)
        + ",\"location\":\"%s\",\"brake\":{\"atLeast\":1}}".formatted(LOCATION);
  }

  /** A catalog whose products have items of the shop. */
  static String withItems(String csv) {
    StringBuilder items = new StringBuilder();
    for (String line : csv.split("\n", -1)) {
      String[] cells = line.split(",", -1);
      if (cells.length > 1) {
        boolean header = cells[1].equals("productId");
        items
            .append(line)
            .append(',')
            .append(header ? "shopifyInventoryItemId" : item(cells[1]).number())
            .append('\n');
      }
    }
    return items.toString();
  }

  private static InventoryItemId item(String product) {
    return new InventoryItemId((product.startsWith("v") ? "481" : "482") + product.substring(1));
  }

  /** The shop has confirmed a number of every product once, by the set of inputs in force. */
  void publish() {
    ShopLocationId location = new ShopLocationId(LOCATION);
    for (long product : WorldPlanner.PRODUCTS) {
      PublishedPair pair =
          PublishedPair.unread(new ItemAtLocation(item("v" + product), location))
              .confirmed(
                  new Confirmed(0, new SellableVersion("first"), WorldPlanner.BEGIN),
                  Optional.of(new CanonicalUpc(product)));
      store.publishedPairs().store(pair);
    }
    new ChangingInputs(
            () ->
                CalculationInputs.of(
                    catalog(CatalogActivation.activeSnapshot(store.files()).orElseThrow()),
                    FacilityDirectory.of(List.of()),
                    RuleBook.EMPTY,
                    new LocationMapping.SingleLocation(Optional.of(location)),
                    new TreeSet<>(),
                    new TreeSet<>()),
            new InputSetFiles(store.files(), this::catalog),
            store.inputProgress(),
            store.changeMarkers())
        .advance(() -> true);
  }

  private OnlineCatalog catalog(String snapshot) {
    byte[] file = store.files().read(CatalogSnapshot.key(snapshot)).orElseThrow();
    try {
      return OnlineCatalog.read(snapshot, new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Checks the edition that a stored file puts in force. */
  void stored(String key) {
    if (StagedReports.isStagedReport(key)) {
      troubles.count(WorldFault.EDITION_HELD);
    }
    InputKind kind = IN_FORCE.get(key);
    if (kind == null) {
      return;
    }
    String id = ImportVersion.of(store.files().find(key).orElseThrow()).orElseThrow().name();
    if (releasing.getOrDefault(kind, 0) > 0) {
      released.add(kind + id);
    }
    log.find(kind, "", id).filter(this::isHeld).ifPresent(suspects::add);
  }

  private boolean isHeld(InputEdition edition) {
    return edition.finding().holds() && !released.contains(edition.kind() + edition.id());
  }

  private void checkLetIn(InputEdition edition) {
    if (isHeld(edition)) {
      throw new WrongNumbers(
          "an edition that the brake holds came into force and was not released: " + edition);
    }
  }

  /** An operator's release of a kind; whatever is staged meanwhile may come into force. */
  void release(InputKind kind, Runnable release) {
    releasing.merge(kind, 1, Integer::sum);
    try {
      release.run();
    } finally {
      releasing.merge(kind, -1, Integer::sum);
    }
  }

  /** The kinds of which an edition is staged. */
  List<InputKind> staged() {
    return KINDS.stream()
        .filter(kind -> log.editions(kind).stream().anyMatch(InputEdition::isStaged))
        .toList();
  }

  /** An edition that was replaced; empty when there is none. */
  Optional<InputEdition> replaced(int choice) {
    List<InputEdition> all =
        KINDS.stream()
            .flatMap(kind -> log.editions(kind).stream())
            .filter(it -> it.status() == InputEdition.EditionStatus.REPLACED)
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(choice % all.size()));
  }

  /**
   * Checks the finished world.
   *
   * @param online the products of the catalog in force
   */
  void check(Set<Long> online) {
    suspects.forEach(
        suspect ->
            log.find(suspect.kind(), suspect.name(), suspect.id()).ifPresent(this::checkLetIn));
    KINDS.stream()
        .flatMap(kind -> log.editions(kind).stream())
        .filter(it -> it.status() == InputEdition.EditionStatus.IN_FORCE || it.since().isPresent())
        .forEach(this::checkLetIn);
    for (long product : WorldPlanner.PRODUCTS) {
      long found =
          store.catalog().find(new CanonicalUpc(product)).stream()
              .filter(CatalogProduct::online)
              .count();
      if (online.contains(product) != (found == 1)) {
        throw new WrongNumbers(
            "the table of products has %d online products of %d, and the catalog in force %s"
                .formatted(found, product, online));
      }
    }
  }
}
