// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.ServedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The fake shop of {@code inventory serve}, for clients that know only its address. */
@Tag("system")
@Timeout(600)
class ServedShopTest {
  private static final String SET =
      """
      mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
        inventorySetQuantities(input: $input) @idempotent(key: $key) {
          inventoryAdjustmentGroup { id }
          userErrors { code field message }
        }
      }
      """;
  private static final String VARIANTS =
      "{ productVariants(first: 10, sortKey: ID) { nodes { barcode inventoryItem { id } } } }";

  @TempDir Path directory;

  private static final class Served implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final JsonNode shop;

    Served(String data) throws IOException {
      process = ServedProcess.start(Path.of(data), ProcessBuilder.Redirect.DISCARD);
      shop = JsonCodec.read(process.inputReader(StandardCharsets.UTF_8).readLine()).path("shop");
    }

    JsonNode ask(String document, ObjectNode variables) throws Exception {
      HttpResponse<String> response = post(shop.path("accessToken").asText(), document, variables);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-shopify-api-version")).contains("2026-10");
      return JsonCodec.read(response.body());
    }

    HttpResponse<String> post(String token, String document, ObjectNode variables)
        throws Exception {
      ObjectNode body = JsonCodec.MAPPER.createObjectNode().put("query", document);
      body.set("variables", variables);
      URI api =
          URI.create(shop.path("endpoint").asText()).resolve("/admin/api/2026-10/graphql.json");
      return HTTP.send(
          HttpRequest.newBuilder(api)
              .header("Content-Type", "application/json")
              .header("X-Shopify-Access-Token", token)
              .POST(BodyPublishers.ofString(body.toString()))
              .build(),
          BodyHandlers.ofString());
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void itAnswersFromTheCatalogAndKeepsItsStateAfterAKill() throws Exception {
    RetailerNight night = new RetailerNight(directory);
    night.masters();
    String key = UUID.randomUUID().toString();
    String item;
    try (Served served = new Served(night.data())) {
      assertThat(served.post("shpat_wrong", VARIANTS, none()).statusCode()).isEqualTo(401);
      JsonNode variants = served.ask(VARIANTS, none()).at("/data/productVariants/nodes");
      assertThat(variants).extracting(it -> it.path("barcode").asText()).contains(A, B).hasSize(3);
      CommandResult soldOut = night.inventory("buy", A, "--json");
      assertThat(soldOut.code()).as(soldOut.err()).isEqualTo(1);
      assertThat(soldOut.json().path("outcome").asText()).isEqualTo("SOLD_OUT");
      item = variants.path(0).at("/inventoryItem/id").asText();
      JsonNode set = served.ask(SET, setting(key, item, 7));
      assertThat(set.at("/data/inventorySetQuantities/userErrors")).isEmpty();
      assertThat(set.at("/data/inventorySetQuantities/inventoryAdjustmentGroup/id").asText())
          .startsWith("gid://shopify/InventoryAdjustmentGroup/");
    }
    assertThat(night.inventory("buy", A, "--quantity", "2", "--json").json().path("outcome"))
        .as("after the kill, without a process that serves")
        .isEqualTo(JsonCodec.MAPPER.valueToTree("BOUGHT"));
    try (Served again = new Served(night.data())) {
      JsonNode repeated = again.ask(SET, setting(key, item, 7));
      assertThat(repeated.at("/data/inventorySetQuantities/inventoryAdjustmentGroup/id").asText())
          .as("the same call under the same key is answered and not done again")
          .startsWith("gid://shopify/InventoryAdjustmentGroup/");
      JsonNode other = again.ask(SET, setting(key, item, 8));
      assertThat(other.at("/data/inventorySetQuantities/userErrors/0/code").asText())
          .isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
      JsonNode shown = night.inventory("shop", "--json").json().path("levels");
      assertThat(shown)
          .as("read by another process while it is served")
          .filteredOn(it -> item.endsWith("/" + it.path("shopifyInventoryItemId").asText()))
          .singleElement()
          .satisfies(level -> assertThat(level.path("available").asLong()).isEqualTo(5));
      assertThat(night.inventory("buy", A, "--json").json().path("order").asText()).isNotEmpty();
      long waiting;
      do {
        waiting = night.inventory("online", A, "--json").json().path("queueDemand").asLong();
      } while (waiting < 3);
      assertThat(waiting).isEqualTo(3);
    }
  }

  private static ObjectNode none() {
    return JsonCodec.MAPPER.createObjectNode();
  }

  private static ObjectNode setting(String key, String item, long quantity) {
    ObjectNode variables = none().put("key", key);
    ObjectNode input =
        variables
            .putObject("input")
            .put("name", "available")
            .put("reason", "correction")
            .put("referenceDocumentUri", "gid://inventory-bridge/Test/1");
    input
        .putArray("quantities")
        .addObject()
        .put("inventoryItemId", item)
        .put("locationId", "gid://shopify/Location/7001")
        .put("quantity", quantity)
        .putNull("changeFromQuantity");
    return variables;
  }
}
