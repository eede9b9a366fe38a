// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.stock.InventoryItemId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake's replies, compared with recordings from Shopify. */
class FakeShopifyTest extends FakeShopClient {
  private JsonNode set(ObjectNode variables) throws IOException {
    return ask(TestDocuments.read("accepted/SetWithEverything.graphql"), variables);
  }

  private static JsonNode payload(JsonNode reply) {
    return reply.path("data").path("inventorySetQuantities");
  }

  @Test
  void aSetMovesOnHandByTheSameAndCostsAsRecorded() throws IOException {
    JsonNode reply = set(setting("k", 1, 15));
    JsonNode group = payload(reply).path("inventoryAdjustmentGroup");
    assertThat(group.path("id").asText()).startsWith("gid://shopify/InventoryAdjustmentGroup/");
    assertThat(group.path("reason").asText()).isEqualTo("correction");
    assertThat(group.path("changes").toString())
        .isEqualTo(
            """
            [{"name":"available","delta":5,"quantityAfterChange":null,\
            "item":{"id":"gid://shopify/InventoryItem/1"},\
            "location":{"id":"gid://shopify/Location/9","name":"Main Street"}},\
            {"name":"on_hand","delta":5,"quantityAfterChange":null,\
            "item":{"id":"gid://shopify/InventoryItem/1"},\
            "location":{"id":"gid://shopify/Location/9","name":"Main Street"}}]""");
    assertThat(reply.path("extensions").toString())
        .isEqualTo(
            """
            {"cost":{"requestedQueryCost":13,"actualQueryCost":13,"throttleStatus":\
            {"maximumAvailable":2000,"currentlyAvailable":1987,"restoreRate":100}}}""");
  }

  @Test
  void nothingToChangeIsANullGroupWithoutErrors() throws IOException {
    assertThat(payload(set(setting("k", 1, 10))).toString())
        .isEqualTo("{\"inventoryAdjustmentGroup\":null,\"userErrors\":[]}");
  }

  @Test
  void anUnknownItemIsRefusedInTheRecordedWords() throws IOException {
    JsonNode reply = set(setting("k", 77, 10));
    assertThat(payload(reply).toString())
        .isEqualTo(
            """
            {"inventoryAdjustmentGroup":null,"userErrors":[{"code":"INVALID_INVENTORY_ITEM",\
            "field":["input","quantities","0","inventoryItemId"],\
            "message":"The specified inventory item could not be found."}]}""");
    assertThat(reply.path("extensions").path("cost").path("actualQueryCost").asInt()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "available|1000000001|INVALID_QUANTITY_TOO_HIGH|The quantity can't be higher than 1,000,000,000.",
        "available|-1000000001|INVALID_QUANTITY_TOO_LOW|The quantity can't be lower than -1,000,000,000.",
        "on_hand|-1|INVALID_QUANTITY_NEGATIVE|The quantity can't be negative.",
        "damaged|1|INVALID_NAME|The quantity name must be either 'available' or 'on_hand'."
      })
  void boundsAndNamesAreRefusedInTheRecordedWords(
      String name, long quantity, String code, String message) throws IOException {
    ObjectNode variables = setting("k", 1, quantity);
    input(variables).put("name", name);
    JsonNode error = payload(set(variables)).path("userErrors").path(0);
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).isEqualTo(message);
  }

  @Test
  void availableMayBeBelowZero() throws IOException {
    assertThat(payload(set(setting("k", 1, -5))).path("userErrors")).isEmpty();
    assertThat(shop.shown(PAIR).orElseThrow().available().units()).isEqualTo(-5);
  }

  @Test
  void aPairTwiceInACallIsRefusedAtBothPlaces() throws IOException {
    ObjectNode variables = setting("k", 1, 3);
    entry((ArrayNode) input(variables).path("quantities"), 1, 4);
    JsonNode errors = payload(set(variables)).path("userErrors");
    assertThat(errors).hasSize(2);
    assertThat(errors.path(1).path("field").toString())
        .isEqualTo("[\"input\",\"quantities\",\"1\",\"locationId\"]");
    assertThat(errors.path(1).path("code").asText())
        .isEqualTo("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
  }

  @Test
  void withoutTheDirectiveTheMutationIsRefusedWhenItRuns() throws IOException {
    ObjectNode variables = setting("k", 1, 3);
    variables.remove("key");
    JsonNode reply = ask(TestDocuments.read("refused/WithoutKey.graphql"), variables);
    JsonNode error = reply.path("errors").path(0);
    assertThat(error.path("message").asText())
        .isEqualTo("The @idempotent directive is required for this mutation but was not provided.");
    assertThat(error.path("extensions").toString()).isEqualTo("{\"code\":\"BAD_REQUEST\"}");
    assertThat(error.path("path").toString()).isEqualTo("[\"inventorySetQuantities\"]");
    assertThat(reply.path("data").toString()).isEqualTo("{\"inventorySetQuantities\":null}");
  }

  @Test
  void withoutTheFieldToCompareTheMutationIsRefused() throws IOException {
    ObjectNode variables = setting("k", 1, 3);
    ((ObjectNode) input(variables).path("quantities").path(0)).remove("changeFromQuantity");
    JsonNode error = set(variables).path("errors").path(0);
    assertThat(error.path("message").asText())
        .isEqualTo(
            "InventoryQuantityInput must include the following argument: changeFromQuantity.");
    assertThat(error.path("extensions").path("code").asText()).isEqualTo("INVALID_FIELD_ARGUMENTS");
  }

  @Test
  void aRemovedArgumentInTheVariablesIsRefusedInTheRecordedWords() throws IOException {
    ObjectNode variables = setting("k", 1, 3);
    input(variables).put("ignoreCompareQuantity", true);
    JsonNode reply = set(variables);
    assertThat(reply.has("data")).isFalse();
    assertThat(reply.path("errors").path(0).path("message").asText())
        .isEqualTo(
            "Variable $input of type InventorySetQuantitiesInput! was provided invalid value for"
                + " ignoreCompareQuantity (Field is not defined on InventorySetQuantitiesInput)");
  }

  @Test
  void moreThanTwoHundredAndFiftyEntriesAreRefused() throws IOException {
    ObjectNode variables = setting("k", 1, 3);
    ArrayNode quantities = (ArrayNode) input(variables).path("quantities");
    for (int i = 0; i < 250; i++) {
      entry(quantities, 1000 + i, 1);
    }
    JsonNode error = set(variables).path("errors").path(0);
    assertThat(error.path("message").asText())
        .isEqualTo("The input array size of 251 is greater than the maximum allowed of 250.");
    assertThat(error.path("extensions").path("code").asText()).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
  }

  @ParameterizedTest
  @CsvSource({"RemovedCompareArguments", "FieldThatIsNotThere"})
  void documentsThatTheSchemaForbidsAreRefused(String name) throws IOException {
    JsonNode reply = ask(TestDocuments.read("refused/" + name + ".graphql"), object());
    assertThat(reply.path("errors")).isNotEmpty();
    assertThat(reply.has("data")).isFalse();
  }

  @Test
  void aQueryAboveAThousandPointsIsRefused() throws IOException {
    JsonNode reply =
        ask(TestDocuments.read("refused/OrdersWithEverything.graphql"), object().put("query", ""));
    assertThat(reply.path("errors").path(0).path("extensions").path("code").asText())
        .isEqualTo("MAX_COST_EXCEEDED");
    assertThat(reply.path("errors").path(0).path("message").asText()).contains("136752");
  }

  @Test
  void anEmptyBucketThrottlesByStatusTwoHundred() throws IOException {
    shopify = new FakeShopify(shop, ApiOptions.DEFAULTS.withPoints(20, 1), FaultPlan.NEVER);
    set(setting("k1", 1, 3));
    JsonNode reply = set(setting("k2", 1, 4));
    assertThat(reply.path("errors").path(0).path("extensions").path("code").asText())
        .isEqualTo("THROTTLED");
    assertThat(reply.path("extensions").path("cost").path("actualQueryCost").isNull()).isTrue();
    assertThat(shopify.usage()).isEqualTo(new FakeShopify.Usage(2, 13, 1));
    now = now.plusSeconds(6);
    assertThat(payload(set(setting("k2", 1, 4))).path("userErrors")).isEmpty();
  }

  @Test
  void aKeyIsForgottenAfterItsTime() throws IOException {
    set(setting("k", 1, 3));
    shop.edit(PAIR, 5);
    set(setting("k", 1, 3));
    assertThat(shop.shown(PAIR).orElseThrow().available().units()).isEqualTo(8);
    now = now.plus(Duration.ofHours(24));
    set(setting("k", 1, 3));
    assertThat(shop.shown(PAIR).orElseThrow().available().units()).isEqualTo(3);
  }

  @Test
  void aNonAtomicWriteReportsOnlySomeOfItsChanges() throws IOException {
    shopify =
        new FakeShopify(
            shop, ApiOptions.DEFAULTS, FaultPlan.seeded(5, Map.of(RequestFault.NOT_ATOMIC, 1000)));
    ObjectNode variables = setting("k", 77, 3);
    ArrayNode quantities = (ArrayNode) input(variables).path("quantities");
    for (int item = 10; item < 40; item++) {
      shop.offer(FakeVariant.of(new InventoryItemId(Integer.toString(item)), "20500001" + item));
      entry(quantities, item, 1);
    }
    JsonNode payload = payload(set(variables));
    assertThat(payload.path("userErrors")).hasSize(1);
    int told = payload.path("inventoryAdjustmentGroup").path("changes").size() / 2;
    long written = shop.pairs().size() - 1L;
    assertThat(told).isPositive().isLessThan((int) written);
    assertThat(written).isLessThan(30);
  }

  @Test
  void withoutTheScopeOrdersAreDenied() throws IOException {
    shopify =
        new FakeShopify(
            shop, ApiOptions.DEFAULTS.withScopes(Set.of("read_inventory")), FaultPlan.NEVER);
    JsonNode reply =
        ask(
            TestDocuments.read("accepted/OneOrder.graphql"),
            object().put("id", "gid://shopify/Order/1"));
    assertThat(reply.path("errors").path(0).path("extensions").path("code").asText())
        .isEqualTo("ACCESS_DENIED");
  }

  @Test
  void aWrongTokenIsNotAdmittedAndAGrantedOneIs() throws IOException {
    ShopTransport.Response refused =
        shopify.post(
            new ShopTransport.Request(
                SHOP.resolve("/admin/api/2026-10/graphql.json"),
                Map.of("X-Shopify-Access-Token", "other"),
                "{}"));
    assertThat(refused.status()).isEqualTo(401);
    JsonNode grant =
        JsonCodec.read(
            post(
                    "/admin/oauth/access_token",
                    "grant_type=client_credentials&client_id=a&client_secret=b")
                .body());
    assertThat(grant.path("expires_in").asInt()).isEqualTo(86399);
    ShopTransport.Response admitted =
        shopify.post(
            new ShopTransport.Request(
                SHOP.resolve("/admin/api/2026-10/graphql.json"),
                Map.of("X-Shopify-Access-Token", grant.path("access_token").asText()),
                "{\"query\":\"{ shop { name } }\"}"));
    assertThat(admitted.body()).contains("Fake shop");
  }

  @Test
  void activatingReturnsTheNumbersThatWereThere() throws IOException {
    shop.deactivate(PAIR);
    JsonNode level =
        ask(
                TestDocuments.read("accepted/ActivateWith.graphql"),
                object()
                    .put("key", "k")
                    .put("item", "gid://shopify/InventoryItem/1")
                    .put("location", "gid://shopify/Location/9"))
            .path("data")
            .path("inventoryActivate")
            .path("inventoryLevel");
    assertThat(level.path("isActive").asBoolean()).isTrue();
    assertThat(level.path("id").asText())
        .matches("gid://shopify/InventoryLevel/[0-9]+\\?inventory_item_id=1");
    assertThat(level.path("quantities").path(0).path("quantity").asInt()).isEqualTo(10);
    assertThat(level.path("quantities").path(1).path("updatedAt").isNull()).isTrue();
  }

  @Test
  void theFakeReportsUnsupportedRequests() throws IOException {
    JsonNode reply = ask("{ shop { name contactEmail } }", object());
    assertThat(reply.path("errors").path(0).path("message").asText())
        .isEqualTo("the fake shop has no answer to Shop.contactEmail");
  }

  @Test
  void aPageOfVariantsGoesOnAfterItsLast() throws IOException {
    String document = TestDocuments.read("accepted/VariantPage.graphql");
    JsonNode first = ask(document, object().put("first", 1)).path("data").path("productVariants");
    assertThat(first.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
    JsonNode second =
        ask(
                document,
                object()
                    .put("first", 1)
                    .put("after", first.path("pageInfo").path("endCursor").asText()))
            .path("data")
            .path("productVariants");
    assertThat(second.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    assertThat(List.of(first, second))
        .extracting(it -> it.path("nodes").path(0).path("barcode").asText())
        .containsExactly("2050000100017", "2050000100024");
  }
}
