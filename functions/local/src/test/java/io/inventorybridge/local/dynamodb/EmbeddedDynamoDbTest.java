// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.local.dynamodb.EmbeddedDynamoDb.ProgressListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@Tag("system")
@Timeout(60)
class EmbeddedDynamoDbTest {
  private static final List<TableDefinition> TABLES =
      List.of(
          new TableDefinition(
              "Entry",
              new TableDefinition.Key("key", Optional.of("sequence")),
              Map.of("key", "S", "sequence", "N"),
              List.of()),
          new TableDefinition(
              "Order",
              new TableDefinition.Key("orderId", Optional.empty()),
              Map.of("orderId", "S", "status", "S"),
              List.of(
                  new TableDefinition.Index(
                      "ByStatus",
                      new TableDefinition.Key("status", Optional.empty()),
                      "ALL",
                      List.of()))));

  @TempDir Path directory;

  private Path journal() {
    return directory.resolve("tables.journal");
  }

  private EmbeddedDynamoDb open() {
    return EmbeddedDynamoDb.keptIn(journal(), TABLES, ProgressListener.SILENT);
  }

  private static Map<String, AttributeValue> entry(String key, int sequence, String text) {
    return Map.of(
        "key", AttributeValue.fromS(key),
        "sequence", AttributeValue.fromN(String.valueOf(sequence)),
        "text", AttributeValue.fromS(text),
        "many",
            AttributeValue.fromM(
                Map.of(
                    "list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))),
                    "none", AttributeValue.fromNul(true),
                    "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
                    "numbers", AttributeValue.fromNs(List.of("1", "2")))));
  }

  private static Map<String, AttributeValue> key(String key, int sequence) {
    return Map.of(
        "key", AttributeValue.fromS(key),
        "sequence", AttributeValue.fromN(String.valueOf(sequence)));
  }

  private static List<Map<String, AttributeValue>> entries(DynamoDbClient client) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    client.scanPaginator(it -> it.tableName("Entry")).items().forEach(found::add);
    return found;
  }

  private static TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            it ->
                it.tableName("Entry")
                    .item(item)
                    .conditionExpression("attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", "key")))
        .build();
  }

  @Test
  void everyAcknowledgedWriteIsThereAfterAKill() throws IOException {
    EmbeddedDynamoDb killed = open();
    DynamoDbClient client = killed.client();
    client.putItem(it -> it.tableName("Entry").item(entry("a", 1, "old")));
    client.putItem(it -> it.tableName("Entry").item(entry("a", 1, "new")));
    client.putItem(it -> it.tableName("Entry").item(entry("gone", 1, "x")));
    client.deleteItem(it -> it.tableName("Entry").key(key("gone", 1)));
    client.transactWriteItems(
        it ->
            it.clientRequestToken("t")
                .transactItems(put(entry("b", 1, "b")), put(entry("b", 2, "b"))));
    assertThatThrownBy(
            () ->
                client.transactWriteItems(
                    it -> it.transactItems(put(entry("c", 1, "c")), put(entry("b", 2, "c")))))
        .isInstanceOf(TransactionCanceledException.class);
    client.batchWriteItem(
        it ->
            it.requestItems(
                Map.of(
                    "Entry",
                    List.of(
                        WriteRequest.builder()
                            .putRequest(put -> put.item(entry("d", 10, "d")))
                            .build()))));
    List<Map<String, AttributeValue>> before = entries(client);
    // Simulates a killed process: nothing is closed, and the journal ends with half a record.
    Files.writeString(journal(), "0123abcd [[\"PU", java.nio.file.StandardOpenOption.APPEND);
    try (EmbeddedDynamoDb again = open()) {
      assertThat(entries(again.client())).containsExactlyInAnyOrderElementsOf(before).hasSize(4);
      again.client().putItem(it -> it.tableName("Entry").item(entry("e", 1, "after")));
    } finally {
      killed.close();
    }
    try (EmbeddedDynamoDb copy =
        EmbeddedDynamoDb.copyOf(journal(), TABLES, ProgressListener.SILENT)) {
      assertThat(entries(copy.client())).hasSize(5);
      copy.client().putItem(it -> it.tableName("Entry").item(entry("f", 1, "lost")));
    }
    try (EmbeddedDynamoDb last = open()) {
      assertThat(entries(last.client())).hasSize(5);
    }
  }

  @Test
  void outdatedImagesAreLeftBehindAtTheNextStart() throws IOException {
    try (EmbeddedDynamoDb tables = open()) {
      for (int i = 0; i < 1_500; i++) {
        String text = String.valueOf(i);
        tables.client().putItem(it -> it.tableName("Entry").item(entry("a", 1, text)));
      }
    }
    long before = Files.size(journal());
    try (EmbeddedDynamoDb tables = open()) {
      assertThat(entries(tables.client())).containsExactly(entry("a", 1, "1499"));
    }
    assertThat(Files.size(journal())).isLessThan(before / 1_000);
  }

  @Test
  void aWriteThatCannotBeJournaledIsRefusedAndChangesNothing() {
    try (EmbeddedDynamoDb tables = EmbeddedDynamoDb.inMemory(TABLES)) {
      DynamoDbClient client = tables.client();
      assertThatThrownBy(() -> client.updateItem(it -> it.tableName("Entry").key(key("a", 1))))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(
              "UpdateItem is refused by the local runner: its journal keeps whole items only");
      assertThatThrownBy(
              () ->
                  client.transactWriteItems(
                      it ->
                          it.transactItems(
                              put(entry("a", 1, "a")),
                              TransactWriteItem.builder()
                                  .update(u -> u.tableName("Entry").key(key("a", 2)))
                                  .build())))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> client.executeStatement(it -> it.statement("DELETE FROM Entry")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> client.deleteTable(it -> it.tableName("Entry")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(entries(client)).isEmpty();
    }
  }

  @Test
  void clientsOutsideSeeAndWriteTheSameTables() {
    try (EmbeddedDynamoDb tables = open();
        DynamoDbEndpoint endpoint = DynamoDbEndpoint.open(tables.client(), 0);
        DynamoDbClient outside = overHttp(endpoint.endpoint())) {
      tables.client().putItem(it -> it.tableName("Entry").item(entry("a", 1, "inside")));
      assertThat(outside.listTables().tableNames()).containsExactlyInAnyOrder("Entry", "Order");
      assertThat(entries(outside)).containsExactly(entry("a", 1, "inside"));
      outside.transactWriteItems(it -> it.transactItems(put(entry("b", 1, "outside"))));
      assertThat(entries(tables.client())).hasSize(2);
      assertThatThrownBy(
              () ->
                  outside.putItem(
                      it ->
                          it.tableName("Entry")
                              .item(entry("a", 1, "x"))
                              .conditionExpression("attribute_not_exists(many)")))
          .isInstanceOf(ConditionalCheckFailedException.class);
      assertThatThrownBy(
              () -> outside.transactWriteItems(it -> it.transactItems(put(entry("b", 1, "x")))))
          .isInstanceOfSatisfying(
              TransactionCanceledException.class,
              e ->
                  assertThat(e.cancellationReasons().get(0).code())
                      .isEqualTo("ConditionalCheckFailed"));
      assertThatThrownBy(() -> outside.updateItem(it -> it.tableName("Entry").key(key("a", 1))))
          .hasMessageContaining("UpdateItem is refused by the local runner");
      outside.putItem(
          it ->
              it.tableName("Order")
                  .item(
                      Map.of(
                          "orderId", AttributeValue.fromS("1"),
                          "status", AttributeValue.fromS("OPEN"))));
      assertThat(
              outside
                  .query(
                      it ->
                          it.tableName("Order")
                              .indexName("ByStatus")
                              .keyConditionExpression("#s = :s")
                              .expressionAttributeNames(Map.of("#s", "status"))
                              .expressionAttributeValues(
                                  Map.of(":s", AttributeValue.fromS("OPEN"))))
                  .items())
          .hasSize(1);
    }
    try (EmbeddedDynamoDb again = open()) {
      assertThat(entries(again.client())).hasSize(2);
    }
  }

  private static DynamoDbClient overHttp(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
