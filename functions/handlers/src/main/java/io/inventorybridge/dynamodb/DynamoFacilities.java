// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.text;

import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.facilities.Facility;
import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The facilities in a table with the key {@code facilityId}. */
public final class DynamoFacilities implements Facilities {
  private static final String ID = "facilityId";
  private static final String EXTERNAL_ID = "externalFacilityId";
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String LOCATION = "shopifyLocationId";
  private static final String GROUPS = "groups";
  private static final String ACTIVE = "active";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoFacilities(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public List<Facility> all() {
    return Calls.translated(
        "reading the facilities",
        () ->
            dynamoDb
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .stream()
                .map(DynamoFacilities::facility)
                .sorted(Comparator.comparing(Facility::id))
                .toList());
  }

  @Override
  public void put(Collection<Facility> facilities) {
    try (BulkWriting bulk = new BulkWriting(dynamoDb, table)) {
      bulk.putAll(facilities.stream().map(DynamoFacilities::item).iterator());
    }
  }

  private static Map<String, AttributeValue> item(Facility facility) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(ID, text(facility.id().value()));
    facility.externalFacilityId().ifPresent(code -> item.put(EXTERNAL_ID, text(code)));
    facility.name().ifPresent(name -> item.put(NAME, text(name)));
    item.put(TYPE, text(facility.type()));
    facility.shopifyLocationId().ifPresent(location -> item.put(LOCATION, text(location)));
    item.put(GROUPS, Attributes.texts(facility.groups()));
    item.put(ACTIVE, AttributeValue.fromBool(facility.active()));
    return item;
  }

  private static Facility facility(Map<String, AttributeValue> item) {
    return new Facility(
        new FacilityId(Attributes.text(item, ID)),
        Attributes.optional(item, EXTERNAL_ID),
        Attributes.optional(item, NAME),
        Attributes.text(item, TYPE),
        Attributes.optional(item, LOCATION),
        Attributes.texts(item, GROUPS),
        Attributes.truth(item, ACTIVE));
  }
}
