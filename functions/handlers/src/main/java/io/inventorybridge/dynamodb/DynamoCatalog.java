// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.text;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.stock.Upc;
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
 * has an inventory item, the sort key is {@code <productId>#<inventory item>}. A product with two
 * inventory items for one UPCA is ambiguous, and both rows must be visible.
 */
public final class DynamoCatalog implements Catalog {
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

  public DynamoCatalog(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public List<Product> find(Upc upc) {
    return Calls.translated(
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
                .map(DynamoCatalog::product)
                .sorted(Comparator.comparing(Product::productId))
                .toList());
  }

  @Override
  public Replaced replaceAll(Collection<Product> products) {
    Map<Product.Identity, Product> wanted = new HashMap<>();
    products.forEach(product -> wanted.put(product.identity(), product));
    if (wanted.size() < products.size()) {
      throw new IllegalArgumentException("two products have one identity");
    }
    List<Product> surplus = new ArrayList<>();
    Calls.translated(
        "reading the catalogue",
        () -> {
          dynamoDb
              .scanPaginator(request -> request.tableName(table).consistentRead(true))
              .items()
              .forEach(
                  item -> {
                    Product there = product(item);
                    Product other = wanted.get(there.identity());
                    if (other == null) {
                      surplus.add(there);
                    } else if (other.equals(there)) {
                      wanted.remove(there.identity());
                    }
                  });
          return true;
        });
    try (BulkWriting bulk = new BulkWriting(dynamoDb, table)) {
      bulk.putAll(wanted.values().stream().map(DynamoCatalog::item).iterator());
      bulk.deleteAll(surplus.stream().map(DynamoCatalog::key).iterator());
    }
    return new Replaced(wanted.size(), surplus.size());
  }

  private static Map<String, AttributeValue> key(Product product) {
    return Map.of(UPCA, text(product.upc().toString()), PRODUCT_ID, text(sortKey(product)));
  }

  private static String sortKey(Product product) {
    return product.productId() + product.shopifyInventoryItemId().map(i -> "#" + i).orElse("");
  }

  private static Map<String, AttributeValue> item(Product product) {
    Map<String, AttributeValue> item = new HashMap<>(key(product));
    item.put(WRITTEN, text(product.upca()));
    product.sku().ifPresent(sku -> item.put(SKU, text(sku)));
    product.shopifyInventoryItemId().ifPresent(id -> item.put(ITEM, text(id)));
    product.title().ifPresent(title -> item.put(TITLE, text(title)));
    item.put(STATUS, text(product.status()));
    item.put(TAGS, Attributes.texts(product.tags()));
    return item;
  }

  private static Product product(Map<String, AttributeValue> item) {
    String sortKey = Attributes.text(item, PRODUCT_ID);
    int suffix = Attributes.optional(item, ITEM).map(id -> id.length() + 1).orElse(0);
    return new Product(
        Upc.of(Attributes.text(item, UPCA)),
        Attributes.text(item, WRITTEN),
        sortKey.substring(0, sortKey.length() - suffix),
        Attributes.optional(item, SKU),
        Attributes.optional(item, ITEM),
        Attributes.optional(item, TITLE),
        Attributes.text(item, STATUS),
        Attributes.texts(item, TAGS));
  }
}
