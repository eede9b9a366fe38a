// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
import io.inventorybridge.masterdata.editions.EditionList;
import io.inventorybridge.masterdata.editions.EditionListFormat;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputEdition.EditionOrigin;
import io.inventorybridge.masterdata.editions.InputEdition.EditionStatus;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.BrakeFinding.BrakeVerdict;
import io.inventorybridge.masterdata.imports.BrakeFinding.ChangedPair;
import io.inventorybridge.masterdata.imports.ImportVersion;
import java.util.Optional;

/**
 * Editions of inputs as JSON: {@code {"kind","name","id","status","uploaded","sha256","version",
 * "origin","from","content","decided","since","released","brake":{...}}}; {@code name} only for
 * settings, {@code since} only for an edition that came in force.
 */
public final class EditionJson implements EditionListFormat {
  @Override
  public byte[] write(EditionList list) {
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    ArrayNode editions = document.putArray("editions");
    list.editions().forEach(edition -> editions.add(of(edition)));
    return JsonCodec.bytes(document);
  }

  @Override
  public EditionList read(byte[] file) {
    return new EditionList(
        fields(file, "list of editions").each("editions").stream()
            .map(EditionJson::edition)
            .toList());
  }

  @Override
  public byte[] document(InputEdition edition) {
    return JsonCodec.bytes(of(edition));
  }

  @Override
  public InputEdition readDocument(byte[] file) {
    return edition(fields(file, "document of an edition"));
  }

  private static StoredFields fields(byte[] file, String name) {
    try {
      return new StoredFields(JsonCodec.read(file), name);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the %s is damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** One edition. */
  public static ObjectNode of(InputEdition edition) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("kind", edition.kind().name());
    if (!edition.name().isEmpty()) {
      node.put("name", edition.name());
    }
    node.put("id", edition.id())
        .put("status", edition.status().name())
        .put("uploaded", edition.importVersion().uploaded().toString())
        .put("sha256", edition.importVersion().sha256())
        .put("version", edition.importVersion().version())
        .put("origin", edition.origin().name())
        .put("from", edition.from())
        .put("content", edition.content())
        .put("decided", edition.decided().toString());
    edition.since().ifPresent(since -> node.put("since", since.toString()));
    node.put("released", edition.released());
    node.set("brake", of(edition.finding()));
    return node;
  }

  private static InputEdition edition(StoredFields node) {
    return new InputEdition(
        node.value("kind", InputKind::valueOf),
        node.optionalText("name").orElse(""),
        new ImportVersion(node.time("uploaded"), node.text("sha256"), node.text("version")),
        node.value("origin", EditionOrigin::valueOf),
        node.text("from"),
        node.text("content"),
        node.time("decided"),
        node.optionalTime("since"),
        node.truth("released"),
        finding(node.fields("brake")),
        node.value("status", EditionStatus::valueOf));
  }

  /**
   * {@code {"verdict":"PASSED|HELD|NOT_ASKED","sentence","products","measured","pairs","falling",
   * "changing","changed","unitsNow","unitsThen","largest":[{"upca","item","location","now",
   * "then"}]}}; {@code then} is null for a pair that would no longer be published.
   */
  static ObjectNode of(BrakeFinding finding) {
    ObjectNode node =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("verdict", finding.verdict().name())
            .put("sentence", finding.sentence())
            .put("products", finding.products())
            .put("measured", finding.measured())
            .put("pairs", finding.pairs())
            .put("falling", finding.falling())
            .put("changing", finding.changing())
            .put("changed", finding.changed())
            .put("unitsNow", finding.unitsNow())
            .put("unitsThen", finding.unitsThen());
    ArrayNode largest = node.putArray("largest");
    finding
        .largest()
        .forEach(
            pair ->
                largest
                    .addObject()
                    .put("upca", pair.upca())
                    .put("item", pair.item())
                    .put("location", pair.location())
                    .put("now", pair.now())
                    .put("then", pair.then().orElse(null)));
    return node;
  }

  private static BrakeFinding finding(StoredFields node) {
    return new BrakeFinding(
        node.value("verdict", BrakeVerdict::valueOf),
        node.text("sentence"),
        node.number("products"),
        node.number("measured"),
        node.number("pairs"),
        node.number("falling"),
        node.number("changing"),
        node.number("changed"),
        node.number("unitsNow"),
        node.number("unitsThen"),
        node.each("largest").stream().map(EditionJson::changed).toList());
  }

  private static ChangedPair changed(StoredFields node) {
    return new ChangedPair(
        node.text("upca"),
        node.text("item"),
        node.text("location"),
        node.number("now"),
        node.node("then").isNull() ? Optional.empty() : Optional.of(node.number("then")));
  }
}
