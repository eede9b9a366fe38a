// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectoryFormat;
import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A facility directory as {@code {"version","facilities":[{...}]}}, with the column names of the
 * CSV.
 */
public final class FacilitiesJson implements FacilityDirectoryFormat {
  @Override
  public byte[] write(FacilityDirectory directory) {
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    document.put("version", directory.version());
    var facilities = document.putArray("facilities");
    for (Facility facility : directory.all()) {
      ObjectNode node = facilities.addObject();
      node.put("facilityId", facility.id().value());
      facility.externalFacilityId().ifPresent(code -> node.put("externalFacilityId", code));
      facility.name().ifPresent(name -> node.put("name", name));
      node.put("type", facility.type());
      facility.shopifyLocationId().ifPresent(id -> node.put("shopifyLocationId", id));
      var groups = node.putArray("groups");
      facility.groups().forEach(groups::add);
      node.put("active", facility.active());
    }
    return JsonCodec.bytes(document);
  }

  @Override
  public FacilityDirectory read(byte[] file) {
    JsonNode document;
    try {
      document = JsonCodec.read(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the facilities index is damaged: " + e.getMessage(), e);
    }
    List<Facility> facilities = new ArrayList<>();
    for (JsonNode node : document.path("facilities")) {
      List<String> groups = new ArrayList<>();
      node.path("groups").forEach(group -> groups.add(group.asText()));
      facilities.add(
          new Facility(
              new FacilityId(node.path("facilityId").asText()),
              optional(node, "externalFacilityId"),
              optional(node, "name"),
              node.path("type").asText(),
              optional(node, "shopifyLocationId"),
              groups,
              node.path("active").asBoolean()));
    }
    FacilityDirectory directory = FacilityDirectory.of(facilities);
    if (!directory.version().equals(document.path("version").asText())) {
      throw new IllegalStateException(
          "the facilities index is damaged: it states version %s and holds version %s"
              .formatted(document.path("version").asText(), directory.version()));
    }
    return directory;
  }

  private static Optional<String> optional(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
  }
}
