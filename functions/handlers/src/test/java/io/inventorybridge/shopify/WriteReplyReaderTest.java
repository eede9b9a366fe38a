// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteReplyReaderTest {
  private static final ShopLocationId HERE = new ShopLocationId("9");
  private static final InventoryItemId BOOT = new InventoryItemId("1");
  private static final InventoryItemId SANDAL = new InventoryItemId("2");
  private static final InventoryItemId BELT = new InventoryItemId("3");
  private static final UUID KEY = UUID.fromString("6f1c1f0e-5a35-5f9c-9d7b-2f2f1d8f4a11");
  private static final ShopCall.Adjustment CALL =
      new ShopCall.Adjustment(
          KEY,
          HERE,
          URI.create("gid://inventory-bridge/Recent/1"),
          List.of(
              new ShopCall.Change(BOOT, StockQuantity.of(-3)),
              new ShopCall.Change(SANDAL, StockQuantity.of(2)),
              new ShopCall.Change(BELT, StockQuantity.of(5))));

  private final ScriptedTransport transport = new ScriptedTransport();

  private CallOutcome adjusted(String payload) {
    return shop("{\"data\":{\"inventoryAdjustQuantities\":" + payload + "}}").adjust(CALL);
  }

  private ShopifyShop shop(String reply) {
    transport.replies(reply);
    return new ShopifyShop(
        new GraphQlClient(
            transport,
            URI.create("https://example.myshopify.com"),
            new AccessToken.StoredToken(() -> "shpat_1"),
            new RetryBudget(1, Duration.ofMinutes(2), Duration.ZERO),
            time -> {},
            Instant::now,
            differs -> {}));
  }

  private static String change(String item, String name, int delta) {
    return """
        {"name":"%s","delta":%d,"item":{"id":"gid://shopify/InventoryItem/%s"},
         "location":{"id":"gid://shopify/Location/9"}}"""
        .formatted(name, delta, item);
  }

  @Test
  void withoutErrorsAllOfItIsConfirmed() {
    assertThat(
            adjusted(
                "{\"inventoryAdjustmentGroup\":{\"id\":\"g\",\"changes\":[]},\"userErrors\":[]}"))
        .isEqualTo(new CallOutcome.Confirmed());
  }

  @Test
  void nothingToChangeIsConfirmedToo() {
    assertThat(adjusted("{\"inventoryAdjustmentGroup\":null,\"userErrors\":[]}"))
        .isEqualTo(new CallOutcome.Confirmed());
  }

  @Test
  void errorsAndNoGroupWroteNothing() {
    assertThat(
            adjusted(
                """
                {"inventoryAdjustmentGroup":null,"userErrors":[
                 {"field":["input","changes","1","inventoryItemId"],"code":"INVALID_INVENTORY_ITEM",
                  "message":"The specified inventory item could not be found."}]}
                """))
        .isEqualTo(
            new CallOutcome.WroteNothing(
                List.of(
                    new Flag(
                        Optional.of(SANDAL),
                        Reason.UNKNOWN_ITEM,
                        "INVALID_INVENTORY_ITEM",
                        "The specified inventory item could not be found."))));
  }

  @Test
  void anErrorThatNamesNoEntryIsOfTheWholeCall() {
    assertThat(
            adjusted(
                """
                {"inventoryAdjustmentGroup":null,"userErrors":[
                 {"field":["input","reason"],"code":null,"message":"Bad reason."}]}
                """))
        .isEqualTo(
            new CallOutcome.WroteNothing(
                List.of(new Flag(Optional.empty(), Reason.OTHER, "", "Bad reason."))));
  }

  @Test
  void withBothOnlyTheChangesAreConfirmedAndTheRestIsUncertain() {
    String payload =
        """
        {"inventoryAdjustmentGroup":{"id":"g","changes":[%s,%s]},"userErrors":[
         {"field":["input","changes","1","inventoryItemId"],"code":"NON_MUTABLE_INVENTORY_ITEM",
          "message":"No."}]}
        """
            .formatted(change("1", "on_hand", -3), change("1", "available", -3));
    assertThat(adjusted(payload))
        .isEqualTo(
            new CallOutcome.Partly(
                Set.of(BOOT),
                List.of(
                    new Flag(
                        Optional.of(SANDAL),
                        Reason.NOT_ADJUSTABLE,
                        "NON_MUTABLE_INVENTORY_ITEM",
                        "No.")),
                Set.of(BELT)));
  }

  @Test
  void aChangeByAnotherAmountConfirmsNothing() {
    String payload =
        """
        {"inventoryAdjustmentGroup":{"id":"g","changes":[%s]},"userErrors":[
         {"field":["input","changes","1","inventoryItemId"],"code":"X","message":"No."}]}
        """
            .formatted(change("1", "available", -2));
    assertThat(adjusted(payload))
        .isInstanceOfSatisfying(
            CallOutcome.Partly.class,
            partly -> {
              assertThat(partly.confirmed()).isEmpty();
              assertThat(partly.uncertain()).containsExactlyInAnyOrder(BOOT, BELT);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "IDEMPOTENCY_CONCURRENT_REQUEST, InProgress",
    "IDEMPOTENCY_KEY_PARAMETER_MISMATCH, KeyOfAnother",
    "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED, KeySpent"
  })
  void errorsAboutTheKeyHaveTheirOwnAnswers(String code, String answer) {
    String payload =
        "{\"inventoryAdjustmentGroup\":null,\"userErrors\":"
            + "[{\"field\":null,\"code\":\"%s\",\"message\":\"m\"}]}";
    assertThat(adjusted(payload.formatted(code)).getClass().getSimpleName()).isEqualTo(answer);
  }

  @Test
  void aRefusedRequestAndALostReplyAreDistinguished() {
    assertThat(
            shop("{\"errors\":[{\"message\":\"m\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}")
                .adjust(CALL))
        .isEqualTo(new CallOutcome.Refused("BAD_REQUEST", "m"));
    assertThat(adjusted("null")).isInstanceOf(CallOutcome.Unanswered.class);
  }

  @Test
  void theFieldToCompareIsAlwaysSent() throws JsonProcessingException {
    adjusted("{\"inventoryAdjustmentGroup\":null,\"userErrors\":[]}");
    shop("{\"data\":{\"inventorySetQuantities\":{\"userErrors\":[]}}}")
        .set(
            new ShopCall.Correction(
                KEY,
                HERE,
                URI.create("gid://inventory-bridge/Full/1"),
                List.of(
                    new ShopCall.Target(
                        BOOT, StockQuantity.of(4), Optional.of(StockQuantity.of(7))),
                    new ShopCall.Target(BELT, StockQuantity.ZERO, Optional.empty()))));
    JsonNode change = input(0).path("changes").path(0);
    assertThat(change.has("changeFromQuantity")).isTrue();
    assertThat(change.path("changeFromQuantity").isNull()).isTrue();
    assertThat(change.path("delta").asInt()).isEqualTo(-3);
    JsonNode quantities = input(1).path("quantities");
    assertThat(quantities.path(0).path("changeFromQuantity").asInt()).isEqualTo(7);
    assertThat(quantities.path(1).has("changeFromQuantity")).isTrue();
    assertThat(quantities.path(1).path("changeFromQuantity").isNull()).isTrue();
    assertThat(JsonCodec.read(transport.bodies().getFirst()).path("variables").path("key").asText())
        .isEqualTo(KEY.toString());
  }

  private JsonNode input(int request) throws JsonProcessingException {
    return JsonCodec.read(transport.bodies().get(request)).path("variables").path("input");
  }
}
