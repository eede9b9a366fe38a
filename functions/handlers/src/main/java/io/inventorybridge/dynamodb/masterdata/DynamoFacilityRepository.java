// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.masterdata;

import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.BulkWriter;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityRepository;
import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The facilities in a table with the key {@code facilityId}. */
public final class DynamoFacilityRepository implements FacilityRepository {
  private static final String ID = "facilityId";
  private static final String EXTERNAL_ID = "externalFacilityId";
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String LOCATION = "shopifyLocationId";
  private static final String GROUPS = "groups";
  private static final String ACTIVE = "active";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoFacilityRepository(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public List<Facility> all() {
    return FailureTranslation.translated(
        "reading the facilities",
        () ->
            dynamoDb
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .stream()
                .map(DynamoFacilityRepository::facility)
                .sorted(Comparator.comparing(Facility::id))
                .toList());
  }

  @Override
  public void put(Collection<Facility> facilities) {
    try (BulkWriter bulk = new BulkWriter(dynamoDb, table)) {
      bulk.putAll(facilities.stream().map(DynamoFacilityRepository::item).iterator());
    }
  }

  private static Map<String, AttributeValue> item(Facility facility) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(ID, text(facility.id().value()));
    facility.externalFacilityId().ifPresent(code -> item.put(EXTERNAL_ID, text(code)));
    facility.name().ifPresent(name -> item.put(NAME, text(name)));
    item.put(TYPE, text(facility.type()));
    facility.shopifyLocationId().ifPresent(location -> item.put(LOCATION, text(location)));
    item.put(GROUPS, AttributeCodec.texts(facility.groups()));
    item.put(ACTIVE, AttributeValue.fromBool(facility.active()));
    return item;
  }

  private static Facility facility(Map<String, AttributeValue> item) {
    return new Facility(
        new FacilityId(AttributeCodec.text(item, ID)),
        AttributeCodec.optional(item, EXTERNAL_ID),
        AttributeCodec.optional(item, NAME),
        AttributeCodec.text(item, TYPE),
        AttributeCodec.optional(item, LOCATION),
        AttributeCodec.texts(item, GROUPS),
        AttributeCodec.truth(item, ACTIVE));
  }
}
