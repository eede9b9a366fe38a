// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.masterdata;

import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.BulkWriter;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.stock.CanonicalUpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The catalog in a table with the keys {@code upca} (canonical) and {@code productId}. If a product
 * has an inventory item, the sort key is its id, the control character U+001F, and the inventory
 * item. Ids have no control characters, so two products never have one key. A product with two
 * inventory items for one UPCA is ambiguous, and both rows must be visible.
 */
public final class DynamoProductCatalog implements ProductCatalog {
  private static final String BEFORE_ITEM = "\u001f";
  private static final String UPCA = "upca";
  private static final String PRODUCT_ID = "productId";
  private static final String WRITTEN = "upcaWritten";
  private static final String ITEM = "shopifyInventoryItemId";
  private static final String SKU = "sku";
  private static final String TITLE = "title";
  private static final String STATUS = "status";
  private static final String TAGS = "tags";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoProductCatalog(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public List<CatalogProduct> find(CanonicalUpc upc) {
    return FailureTranslation.translated(
        "finding product " + upc,
        () ->
            dynamoDb
                .queryPaginator(
                    request ->
                        request
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("upca = :upca")
                            .expressionAttributeValues(Map.of(":upca", text(upc.toString()))))
                .items()
                .stream()
                .map(DynamoProductCatalog::product)
                .sorted(Comparator.comparing(CatalogProduct::productId))
                .toList());
  }

  @Override
  public Replaced replaceAll(Collection<CatalogProduct> products) {
    Map<CatalogProduct.Identity, CatalogProduct> wanted = new HashMap<>();
    products.forEach(product -> wanted.put(product.identity(), product));
    if (wanted.size() < products.size()) {
      throw new IllegalArgumentException("two products have one identity");
    }
    List<CatalogProduct> surplus = new ArrayList<>();
    FailureTranslation.translated(
        "reading the catalogue",
        () -> {
          dynamoDb
              .scanPaginator(request -> request.tableName(table).consistentRead(true))
              .items()
              .forEach(
                  item -> {
                    CatalogProduct there = product(item);
                    CatalogProduct other = wanted.get(there.identity());
                    if (other == null) {
                      surplus.add(there);
                    } else if (other.equals(there)) {
                      wanted.remove(there.identity());
                    }
                  });
          return true;
        });
    try (BulkWriter bulk = new BulkWriter(dynamoDb, table)) {
      bulk.putAll(wanted.values().stream().map(DynamoProductCatalog::item).iterator());
      bulk.deleteAll(surplus.stream().map(DynamoProductCatalog::key).iterator());
    }
    return new Replaced(wanted.size(), surplus.size());
  }

  private static Map<String, AttributeValue> key(CatalogProduct product) {
    return Map.of(UPCA, text(product.upc().toString()), PRODUCT_ID, text(sortKey(product)));
  }

  private static String sortKey(CatalogProduct product) {
    return product.productId()
        + product.shopifyInventoryItemId().map(i -> BEFORE_ITEM + i).orElse("");
  }

  private static Map<String, AttributeValue> item(CatalogProduct product) {
    Map<String, AttributeValue> item = new HashMap<>(key(product));
    item.put(WRITTEN, text(product.upca()));
    product.sku().ifPresent(sku -> item.put(SKU, text(sku)));
    product.shopifyInventoryItemId().ifPresent(id -> item.put(ITEM, text(id)));
    product.title().ifPresent(title -> item.put(TITLE, text(title)));
    item.put(STATUS, text(product.status()));
    item.put(TAGS, AttributeCodec.texts(product.tags()));
    return item;
  }

  private static CatalogProduct product(Map<String, AttributeValue> item) {
    String sortKey = AttributeCodec.text(item, PRODUCT_ID);
    int suffix = AttributeCodec.optional(item, ITEM).map(id -> id.length() + 1).orElse(0);
    return new CatalogProduct(
        CanonicalUpc.of(AttributeCodec.text(item, UPCA)),
        AttributeCodec.text(item, WRITTEN),
        sortKey.substring(0, sortKey.length() - suffix),
        AttributeCodec.optional(item, SKU),
        AttributeCodec.optional(item, ITEM),
        AttributeCodec.optional(item, TITLE),
        AttributeCodec.text(item, STATUS),
        AttributeCodec.texts(item, TAGS));
  }
}
