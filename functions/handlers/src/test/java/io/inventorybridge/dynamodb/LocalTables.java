// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.endpoint.AwsEndpoint;
import io.inventorybridge.endpoint.AwsEndpoint.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * The tables for all tests of this JVM, in one DynamoDB Local or at the configured endpoint; every
 * test creates new ones.
 */
public final class LocalTables {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Started {
    static final DynamoDbClient CLIENT =
        AwsEndpoint.configured().map(AwsEndpoint::dynamoDb).orElseGet(LocalTables::start);
  }

  private LocalTables() {}

  private static DynamoDbClient start() {
    AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
    Runtime.getRuntime().addShutdownHook(new Thread(local::shutdown));
    return local.dynamoDbClient();
  }

  public static DynamoDbClient client() {
    AwsEndpoint.configured().ifPresent(it -> it.require(Service.DYNAMODB));
    return Started.CLIENT;
  }

  private static String name() {
    return AwsEndpoint.configured()
        .map(it -> AwsEndpoint.unique("table"))
        .orElseGet(() -> "table-" + COUNT.incrementAndGet());
  }

  /** A new table with a text hash key and an optional range key. */
  public static String table(Map.Entry<String, ScalarAttributeType> hash) {
    String name = name();
    client()
        .createTable(
            request ->
                request
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key(hash.getKey(), KeyType.HASH))
                    .attributeDefinitions(attribute(hash)));
    return name;
  }

  public static String table(
      Map.Entry<String, ScalarAttributeType> hash, Map.Entry<String, ScalarAttributeType> range) {
    return table(client(), hash, range);
  }

  /** The same with another client. */
  static String table(
      DynamoDbClient client,
      Map.Entry<String, ScalarAttributeType> hash,
      Map.Entry<String, ScalarAttributeType> range) {
    String name = name();
    client.createTable(
        request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(hash.getKey(), KeyType.HASH), key(range.getKey(), KeyType.RANGE))
                .attributeDefinitions(attribute(hash), attribute(range)));
    return name;
  }

  /** A table with a hash key only, and an index of whole items by another attribute and the key. */
  public static String table(
      Map.Entry<String, ScalarAttributeType> hash,
      String index,
      Map.Entry<String, ScalarAttributeType> indexed) {
    String name = name();
    client()
        .createTable(
            request ->
                request
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key(hash.getKey(), KeyType.HASH))
                    .attributeDefinitions(attribute(hash), attribute(indexed))
                    .globalSecondaryIndexes(
                        List.of(
                            GlobalSecondaryIndex.builder()
                                .indexName(index)
                                .keySchema(
                                    key(indexed.getKey(), KeyType.HASH),
                                    key(hash.getKey(), KeyType.RANGE))
                                .projection(all -> all.projectionType(ProjectionType.KEYS_ONLY))
                                .build())));
    return name;
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(Map.Entry<String, ScalarAttributeType> key) {
    return AttributeDefinition.builder()
        .attributeName(key.getKey())
        .attributeType(key.getValue())
        .build();
  }
}
