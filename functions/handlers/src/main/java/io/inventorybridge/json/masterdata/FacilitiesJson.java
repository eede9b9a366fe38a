// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.masterdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.StoredFields;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectoryFormat;
import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.List;

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
    StoredFields document;
    try {
      document = new StoredFields(JsonCodec.read(file), "facilities index");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the facilities index is damaged: " + e.getMessage(), e);
    }
    List<Facility> facilities = new ArrayList<>();
    for (StoredFields node : document.each("facilities")) {
      facilities.add(
          new Facility(
              node.value("facilityId", FacilityId::new),
              node.optionalText("externalFacilityId"),
              node.optionalText("name"),
              node.text("type"),
              node.optionalText("shopifyLocationId"),
              node.texts("groups"),
              node.truth("active")));
    }
    FacilityDirectory directory = FacilityDirectory.of(facilities);
    if (!directory.version().equals(document.text("version"))) {
      throw new IllegalStateException(
          "the facilities index is damaged: it states version %s and holds version %s"
              .formatted(document.text("version"), directory.version()));
    }
    return directory;
  }
}
