// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import io.inventorybridge.wiring.InMemoryFunctionPorts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateInventoryHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final StockKey KEY = StockKey.of("WH", "30065245099");
  private static final String DOCUMENTED =
      """
      {"facilityId":"WH","availableDelta":4,"idType":"UPCA","idValue":"30065245099",\
      "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE"}\
      """;

  private final InMemoryFunctionPorts ports =
      new InMemoryFunctionPorts(Clock.fixed(NOW, ZoneOffset.UTC));
  private final UpdateInventoryHandler handler =
      new UpdateInventoryHandler(
          new FunctionWiring(
              new FunctionEnvironment(Map.of()),
              ports,
              BoundedParallelism.ONE,
              BackoffPolicy.NONE,
              Clock.fixed(NOW, ZoneOffset.UTC)));
  private int requests;

  @BeforeEach
  void begin() {
    ports.tokens().rotate("new-token", "old-token");
    ports.catalog().replaceAll(List.of(CatalogProduct.of("030065245099", "v1")));
    FacilityDirectory facilities =
        FacilityDirectory.of(List.of(Facility.of("WH").withExternalId("1/021")));
    ports
        .files()
        .put(
            ImportingFacilities.INDEX,
            FileStore.Content.of(new FacilitiesJson().write(facilities)),
            Map.of());
  }

  @Test
  void theDocumentedCallIsEchoedWithItsWebSite() {
    APIGatewayProxyResponseEvent answer = post(DOCUMENTED);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/json");
    assertThat(answer.getBody())
        .isEqualTo(
            DOCUMENTED.replace(
                "}", ",\"webSiteId\":\"API\",\"timeAssumed\":true,\"applied\":true}"));
    assertThat(onHand()).isEqualTo(4);
  }

  @Test
  void anEventWithoutAnIdIsANewFactAtEveryCall() {
    post(DOCUMENTED);
    post(DOCUMENTED);
    assertThat(onHand()).isEqualTo(8);
  }

  @Test
  void anEventIdCountsOnceInTheBodyOrInTheHeader() {
    String withId = with("\"eventId\":\"till-7\"");
    assertThat(post(withId).getBody()).isEqualTo(post(withId).getBody());
    assertThat(onHand()).isEqualTo(4);
    APIGatewayProxyResponseEvent again =
        call("POST", DOCUMENTED, Map.of("idempotency-KEY", " till-7 "));
    assertThat(again.getStatusCode()).isEqualTo(200);
    assertThat(onHand()).isEqualTo(4);
  }

  @Test
  void anEventIdInTheBodyGoesBeforeTheHeader() {
    call("POST", with("\"eventId\":\"a\""), Map.of("Idempotency-Key", "b"));
    call("POST", with("\"eventId\":\"a\""), Map.of("Idempotency-Key", "c"));
    assertThat(onHand()).isEqualTo(4);
  }

  @Test
  void anEventIdWithAnotherBodyIsAConflict() {
    post(with("\"eventId\":\"till-7\""));
    APIGatewayProxyResponseEvent answer =
        post(with("\"eventId\":\"till-7\"").replace(":4,", ":5,"));
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(json(answer).path("field").asText()).isEqualTo("eventId");
    assertThat(onHand()).isEqualTo(4);
  }

  @Test
  void theEventTimeDecidesWhenItTakesEffect() {
    post(with("\"eventTime\":\"2026-11-24T02:30:00-06:00\""));
    assertThat(ports.ledger().facts(KEY, Instant.MIN).movements())
        .extracting(StockMovement::effective)
        .containsExactly(Instant.parse("2026-11-24T08:30:00Z"));
    assertThat(json(post(with("\"eventTime\":\"2026-11-24T08:30:00Z\""))).has("timeAssumed"))
        .isFalse();
  }

  @Test
  void aProductThatIsNotOnlineIsAnsweredAndKept() {
    APIGatewayProxyResponseEvent answer = post(DOCUMENTED.replace("30065245099", "12345"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(json(answer).path("applied").asBoolean(true)).isFalse();
    assertThat(json(answer).path("reason").asText()).isEqualTo("NOT_ONLINE");
    assertThat(json(answer).path("webSiteId").asText()).isEqualTo("API");
    assertThat(ports.waitingMovements().isEmpty()).isFalse();
  }

  @Test
  void anUnknownStoreIsNotFoundAndItsMovementKept() {
    APIGatewayProxyResponseEvent answer = post(DOCUMENTED.replace("\"WH\"", "\"2/077\""));
    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(json(answer).path("error").asText()).isEqualTo("UNKNOWN_FACILITY");
    assertThat(ports.waitingMovements().stores()).containsExactly("2/077");
  }

  @Test
  void aStoreIsKnownByRetailProsCode() {
    assertThat(post(DOCUMENTED.replace("\"WH\"", "\"21\"")).getStatusCode()).isEqualTo(200);
    assertThat(onHand()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "facilityId",
        "availableDelta",
        "idType",
        "idValue",
        "locationSeqId",
        "varianceReasonId"
      })
  void allSixFieldsAreRequired(String field) throws JsonProcessingException {
    ObjectNode body = (ObjectNode) JsonCodec.read(DOCUMENTED);
    body.remove(field);
    malformed(body.toString(), field, field + " is missing");
    body.putNull(field);
    malformed(body.toString(), field, field + " is missing");
    body.putObject(field);
    APIGatewayProxyResponseEvent mistyped = post(body.toString());
    assertThat(mistyped.getStatusCode()).isEqualTo(400);
    assertThat(json(mistyped).path("field").asText()).isEqualTo(field);
    assertThat(json(mistyped).path("message").asText()).startsWith(field + " is not a ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idType | \"EAN\" | idType 'EAN' is none of UPCA, SKU and Shopify_Prod_ID",
        "idValue | \"12x\" | idValue '12x' is not 1 to 18 digits, not all zero",
        "idValue | \"000\" | idValue '000' is not 1 to 18 digits, not all zero",
        "idValue | \" \" | idValue is empty",
        "availableDelta | 1.5 | availableDelta is not a whole number",
        "availableDelta | 1e30 | availableDelta is not a whole number",
        "availableDelta | \"4\" | availableDelta is not a number",
        "availableDelta | 10000001 | availableDelta 10000001 is larger than 10,000,000",
        "facilityId | 21 | facilityId is not a text",
        "locationSeqId | \"a\\u0000b\" | locationSeqId has control characters",
        "eventTime | \"2026-11-24T08:30:00\" | eventTime '2026-11-24T08:30:00' is not an ISO-8601"
            + " time with offset (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999",
        "eventTime | \"1969-12-31T00:00:00Z\" | eventTime '1969-12-31T00:00:00Z' is not an ISO-8601"
            + " time with offset (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999",
        "eventTime | \"9999999-12-31T00:00:00Z\" | eventTime '9999999-12-31T00:00:00Z' is not an"
            + " ISO-8601 time with offset (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999",
        "eventId | \"a\\ud800\" | eventId has an unpaired surrogate, which is half a character",
        "facilityId | \"\\udc00b\" | facilityId has an unpaired surrogate, which is half a character",
        "idValue | \"\\ud800\" | idValue has an unpaired surrogate, which is half a character",
        "eventTime | 1764000000 | eventTime is not a text",
        "eventId | \"\" | eventId is empty"
      })
  void aFieldThatIsWrongIsNamedWithItsReason(String field, String value, String message)
      throws JsonProcessingException {
    ObjectNode body = (ObjectNode) JsonCodec.read(DOCUMENTED);
    body.set(field, JsonCodec.read(value));
    malformed(body.toString(), field, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "nonsense", "[1", "{}{}"})
  void aBodyThatIsNotJsonIsRefusedWithoutQuotingIt(String body) {
    APIGatewayProxyResponseEvent answer = post(body);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).doesNotContain("nonsense");
  }

  @Test
  void aBodyThatIsNotUtf8IsRefusedBecauseTwoIdsCouldBecomeOne() {
    byte[] body = with("\"note\":\"\u00e9\"").getBytes(ISO_8859_1);
    APIGatewayProxyRequestEvent encoded =
        event("POST", "", Map.of("Authorization", "Bearer new-token"));
    encoded.setBody(Base64.getEncoder().encodeToString(body));
    encoded.setIsBase64Encoded(true);
    APIGatewayProxyRequestEvent replaced =
        event("POST", new String(body, UTF_8), Map.of("Authorization", "Bearer new-token"));
    for (APIGatewayProxyRequestEvent event : List.of(encoded, replaced)) {
      APIGatewayProxyResponseEvent answer = handler.handleRequest(event, new UnlimitedContext());
      assertThat(answer.getStatusCode()).isEqualTo(400);
      assertThat(json(answer).path("message").asText())
          .isEqualTo("the body is not valid UTF-8; send JSON in UTF-8");
    }
    encoded.setBody(Base64.getEncoder().encodeToString(DOCUMENTED.getBytes(UTF_8)));
    assertThat(handler.handleRequest(encoded, new UnlimitedContext()).getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void aBodyBeyondTheLimitsIsRefused() {
    for (String body : List.of("[".repeat(101), "9".repeat(101), "[" + "9".repeat(101) + "]")) {
      APIGatewayProxyResponseEvent answer = post(body);
      assertThat(answer.getStatusCode()).isEqualTo(400);
      assertThat(json(answer).path("message").asText())
          .isEqualTo("the body is nested too deeply, or a text or a number in it is too long");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POS_SAL", "pos_sale", "VAR_INTEGR"})
  void anUnknownReasonIsUnprocessable(String reason) {
    APIGatewayProxyResponseEvent answer = post(DOCUMENTED.replace("POS_SALE", reason));
    assertThat(answer.getStatusCode()).isEqualTo(422);
    assertThat(json(answer).path("field").asText()).isEqualTo("varianceReasonId");
  }

  @Test
  void bothTokensOpenAndNoOtherDoes() {
    assertThat(authorized("Bearer new-token")).isEqualTo(200);
    assertThat(authorized("Bearer old-token")).isEqualTo(200);
    assertThat(authorized("Bearer another")).isEqualTo(401);
    assertThat(authorized("Basic new-token")).isEqualTo(401);
    APIGatewayProxyResponseEvent without =
        handler.handleRequest(event("POST", DOCUMENTED, new HashMap<>()), new UnlimitedContext());
    assertThat(without.getStatusCode()).isEqualTo(401);
    assertThat(without.getHeaders()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(onHand()).isEqualTo(8);
  }

  @Test
  void onlyPostIsAnswered() {
    assertThat(call("GET", "", Map.of()).getStatusCode()).isEqualTo(405);
  }

  @Test
  void anArrayIsAnsweredEntryByEntry() {
    APIGatewayProxyResponseEvent answer =
        post(
            "[%s,%s,%s,7]"
                .formatted(
                    with("\"eventId\":\"a\""),
                    with("\"eventId\":\"a\""),
                    DOCUMENTED.replace("POS_SALE", "NONE")));
    assertThat(answer.getStatusCode()).isEqualTo(207);
    assertThat(json(answer)).hasSize(4);
    assertThat(json(answer).findValuesAsText("status")).containsExactly("200", "200", "422", "400");
    assertThat(onHand()).isEqualTo(4);
  }

  @Test
  void anArrayWithoutIdsHoldsAsManyFacts() {
    APIGatewayProxyResponseEvent answer = post("[%s,%s]".formatted(DOCUMENTED, DOCUMENTED));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(onHand()).isEqualTo(8);
  }

  @Test
  void anArrayThatIsTooLongOrEmptyOrHasOneKeyForAllIsRefusedWhole() {
    String many = "[" + (DOCUMENTED + ",").repeat(100) + DOCUMENTED + "]";
    assertThat(post(many).getStatusCode()).isEqualTo(413);
    assertThat(post("[]").getStatusCode()).isEqualTo(400);
    assertThat(call("POST", "[" + DOCUMENTED + "]", Map.of("Idempotency-Key", "a")).getStatusCode())
        .isEqualTo(400);
    assertThat(onHand()).isZero();
  }

  @Test
  void fieldsThatWeDoNotReadAreNotEchoed() {
    assertThat(post(with("\"customer\":\"Jane\"")).getBody()).doesNotContain("Jane");
  }

  private void malformed(String body, String field, String message) {
    APIGatewayProxyResponseEvent answer = post(body);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").asText()).isEqualTo("MALFORMED");
    assertThat(json(answer).path("field").asText()).isEqualTo(field);
    assertThat(json(answer).path("message").asText()).isEqualTo(message);
    assertThat(onHand()).isZero();
  }

  private int authorized(String header) {
    return call("POST", DOCUMENTED, Map.of("authorization", header)).getStatusCode();
  }

  private static String with(String field) {
    return DOCUMENTED.replace("}", "," + field + "}");
  }

  private APIGatewayProxyResponseEvent post(String body) {
    return call("POST", body, Map.of());
  }

  private APIGatewayProxyResponseEvent call(
      String method, String body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    if (!headers.containsKey("authorization")) {
      all.put("Authorization", "Bearer new-token");
    }
    return handler.handleRequest(event(method, body, all), new UnlimitedContext());
  }

  private APIGatewayProxyRequestEvent event(
      String method, String body, Map<String, String> headers) {
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod(method)
        .withHeaders(headers)
        .withBody(body)
        .withRequestContext(
            new APIGatewayProxyRequestEvent.ProxyRequestContext()
                .withRequestId("request-" + ++requests));
  }

  private long onHand() {
    return ports.ledger().find(KEY).map(StockRecord::onHand).orElse(StockQuantity.ZERO).units();
  }

  private static JsonNode json(APIGatewayProxyResponseEvent answer) {
    try {
      return JsonCodec.read(answer.getBody());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + answer.getBody(), e);
    }
  }
}
