// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.availability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.InputsVersion;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.availability.change.InputSetStore;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.json.rules.RuleBookJson;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.FileStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Sets of inputs as files of the bucket. The file of a set is {@code
 * {"ordinal","version","catalog","facilities","rules","location"|"stores","awaitingProducts",
 * "awaitingStores","leftLocations"}}; it names the files of its facilities and rules and the
 * snapshot of its catalog by their versions. No file is ever changed. Thread-safe.
 */
public final class InputSetFiles implements InputSetStore {
  private static final String FOLDER = "shop/inputs/";

  private final FileStore files;
  private final Function<String, OnlineCatalog> catalogs;
  private final FacilitiesJson facilities = new FacilitiesJson();
  private final RuleBookJson rules = new RuleBookJson();

  /**
   * @param catalogs reads the online products of a catalog snapshot, by its version
   */
  public InputSetFiles(FileStore files, Function<String, OnlineCatalog> catalogs) {
    this.files = files;
    this.catalogs = catalogs;
  }

  private static String key(InputSet.Reference reference) {
    return FOLDER + reference + ".json";
  }

  private static String rulesKey(String version) {
    return FOLDER + "rules-" + version + ".json";
  }

  private static String facilitiesKey(String version) {
    return FOLDER + "facilities-" + version + ".json";
  }

  @Override
  public void save(InputSet set) {
    CalculationInputs inputs = set.inputs();
    create(rulesKey(inputs.rules().version()), rules.write(inputs.rules()));
    create(facilitiesKey(inputs.directory().version()), facilities.write(inputs.directory()));
    create(key(set.reference()), JsonCodec.bytes(document(set)));
  }

  private void create(String key, byte[] content) {
    // A file that is there already has this content: its name says so.
    files.create(key, FileStore.Content.of(content), Map.of());
  }

  private static ObjectNode document(InputSet set) {
    CalculationInputs inputs = set.inputs();
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    document
        .put("ordinal", set.ordinal())
        .put("version", inputs.inputsVersion().value())
        .put("catalog", inputs.catalog().version())
        .put("facilities", inputs.directory().version())
        .put("rules", inputs.rules().version());
    switch (inputs.locationMapping()) {
      case LocationMapping.SingleLocation one ->
          document.put("location", one.location().map(ShopLocationId::number).orElse(""));
      case LocationMapping.LocationPerStore stores -> {
        ObjectNode mapped = document.putObject("stores");
        stores.stores().forEach((at, store) -> mapped.put(at.number(), store.value()));
        put(document.putArray("sharedLocations"), stores.shared());
      }
    }
    put(document.putArray("awaitingProducts"), inputs.awaitingProducts());
    put(document.putArray("awaitingStores"), inputs.awaitingStores());
    put(document.putArray("leftLocations"), inputs.leftLocations());
    return document;
  }

  private static void put(ArrayNode array, Collection<?> values) {
    values.forEach(value -> array.add(value.toString()));
  }

  @Override
  public InputSet load(InputSet.Reference reference) {
    String key = key(reference);
    StoredFields document;
    try {
      document = new StoredFields(JsonCodec.read(content(key)), key);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s is damaged: %s; restore its earlier version".formatted(key, e.getMessage()), e);
    }
    return new InputSet(
        document.number("ordinal"),
        new CalculationInputs(
            catalogs.apply(document.text("catalog")),
            directory(document.text("facilities")),
            book(document.text("rules")),
            locationMapping(document),
            sorted(document.texts("awaitingProducts"), CanonicalUpc::of),
            sorted(document.texts("awaitingStores"), FacilityId::new),
            sorted(document.texts("leftLocations"), ShopLocationId::new),
            new InputsVersion(document.text("version"))));
  }

  private FacilityDirectory directory(String version) {
    return facilities.read(content(facilitiesKey(version)));
  }

  private RuleBook book(String version) {
    return rules.read(content(rulesKey(version)));
  }

  private byte[] content(String key) {
    return files
        .read(key)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is missing, and the numbers in the shop were calculated with it; restore its earlier version"
                        .formatted(key)));
  }

  private static LocationMapping locationMapping(StoredFields document) {
    if (document.optionalFields("stores").isEmpty()) {
      return new LocationMapping.SingleLocation(
          document.optionalText("location").filter(it -> !it.isEmpty()).map(ShopLocationId::new));
    }
    SortedMap<ShopLocationId, FacilityId> stores = new TreeMap<>();
    document
        .node("stores")
        .properties()
        .forEach(
            field ->
                stores.put(
                    new ShopLocationId(field.getKey()), new FacilityId(field.getValue().asText())));
    return new LocationMapping.LocationPerStore(
        stores, sorted(document.texts("sharedLocations"), ShopLocationId::new));
  }

  private static <T extends Comparable<T>> SortedSet<T> sorted(
      List<String> texts, Function<String, T> read) {
    SortedSet<T> values = new TreeSet<>();
    texts.forEach(text -> values.add(read.apply(text)));
    return values;
  }
}
