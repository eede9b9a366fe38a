// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.shopify.GraphQlOperation;
import io.inventorybridge.shopify.ShopTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk operations of the fake, compared with recordings from Shopify. */
class FakeBulkTest extends FakeShopClient {
  @ParameterizedTest
  @CsvSource({"OrdersWithEverything", "RefundsInBulk"})
  void aConnectionInsideAListIsRefusedAsABulkQuery(String name) throws IOException {
    JsonNode errors = bulk(TestDocuments.read("refused/" + name + ".graphql")).path("userErrors");
    assertThat(errors.findValuesAsText("message"))
        .contains(
            "Queries that contain a connection field within a list field are not currently"
                + " supported.");
    assertThat(errors.path(0).path("code").asText()).isEqualTo("INVALID");
    assertThat(errors.path(0).path("field").toString()).isEqualTo("[\"query\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ products: productVariants { nodes { id } } }|All connection fields in a bulk query must",
        "{ shop { name } }|Bulk queries must contain at least one connection.",
        "{ node(id: \"1\") { id } }|Bulk queries cannot contain a top level `node` field.",
        "mutation { stagedUploadsCreate(input: []) { userErrors { message } } }|Invalid operation",
        "{ inventoryItems { edges { node { sku inventoryLevels { edges { node { id } } } } } } }|The"
            + " parent 'node' field for a nested connection must select the 'id' field"
      })
  void theRulesOfBulkQueriesAreEnforced(String query, String begin) throws IOException {
    assertThat(bulk(query).path("userErrors").findValuesAsText("message"))
        .anyMatch(message -> message.startsWith(begin));
  }

  @Test
  void atMostFiveBulkQueriesRunAtATime() throws IOException {
    shopify =
        new FakeShopify(
            shop, ApiOptions.DEFAULTS.withBulkTime(Duration.ofSeconds(30)), FaultPlan.NEVER);
    String all = GraphQlOperation.ALL_LEVELS.document();
    for (int i = 0; i < 4; i++) {
      assertThat(bulk(all).path("userErrors")).isEmpty();
    }
    String id = bulk(all).path("bulkOperation").path("id").asText();
    assertThat(bulk(all).path("userErrors").path(0).path("code").asText())
        .isEqualTo("OPERATION_IN_PROGRESS");
    assertThat(state(id).path("status").asText()).isEqualTo("CREATED");
    now = now.plusSeconds(1);
    assertThat(state(id).path("status").asText()).isEqualTo("RUNNING");
    now = now.plusSeconds(30);
    assertThat(state(id).path("status").asText()).isEqualTo("COMPLETED");
    // A count is a JSON string, as recorded.
    assertThat(state(id).path("objectCount").isTextual()).isTrue();
    assertThat(bulk(all).path("userErrors")).isEmpty();
  }

  private JsonNode state(String id) throws IOException {
    return ask(GraphQlOperation.BULK_QUERY_STATE.document(), object().put("id", id))
        .path("data")
        .path("bulkOperation");
  }

  @Test
  void aBulkMutationTakesItsCallsFromAStagedUpload() throws IOException {
    ObjectNode staging = object();
    staging
        .putArray("input")
        .addObject()
        .put("resource", "BULK_MUTATION_VARIABLES")
        .put("filename", "calls.jsonl")
        .put("mimeType", "text/jsonl")
        .put("httpMethod", "POST");
    JsonNode target =
        ask(TestDocuments.read("accepted/StageUpload.graphql"), staging)
            .path("data")
            .path("stagedUploadsCreate")
            .path("stagedTargets")
            .path(0);
    String key = target.path("parameters").path(1).path("value").asText();
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="key"\r
        \r
        %s\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="calls.jsonl"\r
        \r
        %s
        %s\r
        --x--\r
        """
            .formatted(key, setting("k1", 1, 3), setting("k2", 77, 3));
    assertThat(
            shopify
                .post(
                    new ShopTransport.Request(
                        URI.create(target.path("url").asText()),
                        Map.of("Content-Type", "multipart/form-data; boundary=x"),
                        form))
                .status())
        .isEqualTo(201);
    JsonNode started =
        ask(
                TestDocuments.read("accepted/BulkMutationStart.graphql"),
                object()
                    .put("mutation", GraphQlOperation.INVENTORY_SET.document())
                    .put("path", key))
            .path("data")
            .path("bulkOperationRunMutation");
    assertThat(started.path("userErrors")).isEmpty();
    assertThat(started.path("bulkOperation").path("type").asText()).isEqualTo("MUTATION");
    assertThat(shop.shown(PAIR).orElseThrow().available().units()).isEqualTo(3);
    URI url =
        URI.create(state(started.path("bulkOperation").path("id").asText()).path("url").asText());
    try (var lines = shopify.open(url)) {
      assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"__lineNumber\":0", "\"__lineNumber\":1", "INVALID_INVENTORY_ITEM");
    }
  }

  @Test
  void aBulkMutationWithoutAFileIsRefusedInTheRecordedWords() throws IOException {
    JsonNode error =
        ask(
                TestDocuments.read("accepted/BulkMutationStart.graphql"),
                object()
                    .put("mutation", GraphQlOperation.INVENTORY_SET.document())
                    .put("path", "tmp/nothing"))
            .path("data")
            .path("bulkOperationRunMutation")
            .path("userErrors")
            .path(0);
    assertThat(error.path("code").asText()).isEqualTo("NO_SUCH_FILE");
    assertThat(error.path("field").isNull()).isTrue();
  }

  @Test
  void theIndexOfOrdersLagsAndTheOrderItselfDoesNot() throws IOException {
    String order = ((FakeShop.Bought) shop.buy(PAIR, 2)).order();
    assertThat(bulkRoots()).isZero();
    JsonNode one =
        ask(
            TestDocuments.read("accepted/OneOrder.graphql"),
            object().put("id", "gid://shopify/Order/" + order));
    assertThat(one.path("data").path("order").path("name").asText()).isEqualTo("#" + order);
    now = now.plus(Duration.ofMinutes(3));
    assertThat(bulkRoots()).isEqualTo(1);
  }

  private int bulkRoots() throws IOException {
    String id =
        bulk(GraphQlOperation.ORDERS_SINCE.document().replace("SINCE", Instant.EPOCH.toString()))
            .path("bulkOperation")
            .path("id")
            .asText();
    JsonNode state =
        ask(TestDocuments.read("accepted/BulkEverything.graphql"), object().put("id", id));
    return state.path("data").path("bulkOperation").path("rootObjectCount").asInt();
  }
}
