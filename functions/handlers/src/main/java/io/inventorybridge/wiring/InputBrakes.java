// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.brake.MeasuringInputs;
import io.inventorybridge.availability.change.InputProgress;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.json.availability.InputSetFiles;
import io.inventorybridge.masterdata.catalog.CatalogActivation;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The brakes of the four inputs. Catalog, facilities, rules and settings are those in force;
 * product states, and the shop's location where only the shop knows it, are those of the set with
 * which the shop was published last, on both sides of the comparison.
 */
final class InputBrakes {
  private final CurrentData data;

  InputBrakes(CurrentData data) {
    this.data = data;
  }

  EditionBrake<List<CatalogProduct>> catalog() {
    return proposed -> measure(sources -> sources.with(OnlineCatalog.of(proposed)));
  }

  EditionBrake<FacilityDirectory> facilities() {
    return proposed -> measure(sources -> sources.with(proposed));
  }

  EditionBrake<RuleBook> rules() {
    return proposed -> measure(sources -> sources.with(proposed));
  }

  EditionBrake<InstallationSettings.Layer> settings() {
    return layer -> {
      PublishSettings proposed = data.settingsWith(layer).publishing();
      PublishSettings inForce = data.installationSettings().publishing();
      BrakeFinding finding = measure(sources -> sources.with(proposed));
      return proposed.topology() == inForce.topology() || finding.holds()
          ? finding
          : finding.held(MeasuringInputs.topologyChange(inForce.topology(), proposed.topology()));
    };
  }

  private BrakeFinding measure(UnaryOperator<InputSources> edition) {
    Optional<InputSet> last =
        data.ports()
            .inputProgress()
            .find()
            .map(InputProgress::inForce)
            .map(new InputSetFiles(data.files(), data::onlineCatalog)::load);
    if (last.isEmpty()) {
      return BrakeFinding.notAsked("nothing was published to the shop yet");
    }
    InputSources inForce =
        new InputSources(
            CatalogActivation.activeSnapshot(data.files())
                .map(data::onlineCatalog)
                .orElse(OnlineCatalog.EMPTY),
            data.facilityDirectory(),
            data.ruleBook(),
            data.installationSettings().publishing());
    CalculationInputs published = last.get().inputs();
    return new MeasuringInputs(
            data.ledger(),
            this::published,
            () -> data.installationSettings().brake(),
            data.wiringContext.boundedParallelism())
        .measure(inForce.inputs(published), edition.apply(inForce).inputs(published));
  }

  private Set<ItemAtLocation> published(Collection<ItemAtLocation> pairs) {
    return data.ports().publishedPairs().read(pairs).values().stream()
        .filter(pair -> pair.last().isPresent())
        .map(PublishedPair::pair)
        .collect(Collectors.toSet());
  }

  /** The inputs of which each has editions. */
  private record InputSources(
      OnlineCatalog catalog,
      FacilityDirectory directory,
      RuleBook rules,
      PublishSettings settings) {
    InputSources with(OnlineCatalog other) {
      return new InputSources(other, directory, rules, settings);
    }

    InputSources with(FacilityDirectory other) {
      return new InputSources(catalog, other, rules, settings);
    }

    InputSources with(RuleBook other) {
      return new InputSources(catalog, directory, other, settings);
    }

    InputSources with(PublishSettings other) {
      return new InputSources(catalog, directory, rules, other);
    }

    CalculationInputs inputs(CalculationInputs published) {
      return CalculationInputs.of(
          catalog,
          directory,
          rules,
          locationMapping(published.locationMapping()),
          published.awaitingProducts(),
          published.awaitingStores());
    }

    private LocationMapping locationMapping(LocationMapping published) {
      if (settings.topology() == Topology.LOCATION_PER_FACILITY) {
        return LocationMapping.ofStores(directory);
      }
      return new LocationMapping.SingleLocation(
          settings
              .location()
              .map(ShopLocationId::new)
              .or(this::named)
              .or(
                  () ->
                      published instanceof LocationMapping.SingleLocation one
                          ? one.location()
                          : Optional.empty()));
    }

    // The one location that facilities name.
    private Optional<ShopLocationId> named() {
      NavigableSet<ShopLocationId> named = new TreeSet<>();
      for (Facility facility : directory.all()) {
        LocationMapping.location(facility).ifPresent(named::add);
      }
      return named.size() == 1 ? Optional.of(named.first()) : Optional.empty();
    }
  }
}
