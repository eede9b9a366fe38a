// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inventorybridge.shopify.AccessToken.Token;
import io.inventorybridge.shopify.AccessToken.Valid;
import io.inventorybridge.shopsync.shop.OnlineShop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlClientTest {
  private static final String DATA = "{\"data\":{\"shop\":{}}}";
  private static final String THROTTLED =
      """
      {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{
       "requestedQueryCost":13,"actualQueryCost":null,
       "throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":4,"restoreRate":100}}}}
      """;

  private final ScriptedTransport transport = new ScriptedTransport();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<ApiVersionMismatch> versions = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-25T05:00:00Z");

  private final GraphQlClient graphQl = client(new AccessToken.StoredToken(() -> "shpat_1"));

  private GraphQlClient client(AccessToken token) {
    return new GraphQlClient(
        transport,
        URI.create("https://example.myshopify.com"),
        token,
        new RetryBudget(3, Duration.ofMinutes(2), Duration.ofMillis(500)),
        time -> {
          pauses.add(time);
          now = now.plus(time);
        },
        () -> now,
        versions::add);
  }

  private GraphQlReply ask() {
    return graphQl.execute(
        GraphQlOperation.PERMISSIONS,
        1,
        13,
        JsonNodeFactory.instance.objectNode().put("key", "k1"));
  }

  @Test
  void aRequestNamesTheVersionTheTokenAndTheDocument() {
    transport.replies(DATA);
    assertThat(ask()).isInstanceOf(GraphQlReply.Data.class);
    ShopTransport.Request sent = transport.sent.getFirst();
    assertThat(sent.uri())
        .hasToString("https://example.myshopify.com/admin/api/2026-10/graphql.json");
    assertThat(sent.headers()).containsEntry("X-Shopify-Access-Token", "shpat_1");
    assertThat(sent.toString()).doesNotContain("shpat_1");
    assertThat(sent.body()).contains("query Permissions", "\"variables\":{\"key\":\"k1\"}");
  }

  @Test
  void aLostReplyIsRequestedAgainWithTheSameBytes() {
    transport.loses().replies(502, Map.of(), "").replies(DATA);
    assertThat(ask()).isInstanceOf(GraphQlReply.Data.class);
    assertThat(transport.bodies()).hasSize(3);
    assertThat(Set.copyOf(transport.bodies())).hasSize(1);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void aCallThatIsNeverAnsweredIsLost() {
    transport.loses().loses().loses();
    assertThat(ask()).isEqualTo(new GraphQlReply.Lost("no reply: IOException"));
    assertThat(transport.sent).hasSize(3);
  }

  @Test
  void throttledByStatusTwoHundredWaitsForThePointsAndSendsTheSame() {
    transport.replies(THROTTLED).replies(DATA);
    assertThat(ask()).isInstanceOf(GraphQlReply.Data.class);
    assertThat(pauses).containsExactly(Duration.ofMillis(90));
    assertThat(Set.copyOf(transport.bodies())).hasSize(1);
  }

  @Test
  void waitingForPointsIsNotAFailedAttempt() {
    for (int i = 0; i < 10; i++) {
      transport.replies(THROTTLED);
    }
    transport.replies(DATA);
    assertThat(ask()).isInstanceOf(GraphQlReply.Data.class);
  }

  @Test
  void tooManyRequestsWaitsAsLongAsTheShopSays() {
    transport.replies(429, Map.of("retry-after", "2.5"), "").replies(DATA);
    assertThat(ask()).isInstanceOf(GraphQlReply.Data.class);
    assertThat(pauses).containsExactly(Duration.ofMillis(2500));
  }

  @Test
  void aRetryAfterBeyondTheTimeBudgetIsNotWaitedFor() {
    transport.replies(429, Map.of("retry-after", "3600"), "");
    assertThat(ask()).isEqualTo(new GraphQlReply.Lost("status 429"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRefusedRequestIsNotRepeated() {
    transport.replies(
        "{\"errors\":[{\"message\":\"No.\",\"extensions\":{\"code\":\"ACCESS_DENIED\"}}]}");
    assertThat(ask()).isEqualTo(new GraphQlReply.Refused("ACCESS_DENIED", "No."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{}",
        "{\"data\":null}",
        "{\"errors\":[{\"message\":\"Oops\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}",
        "{\"errors\":[{\"message\":\"Oops\"}],\"data\":{\"x\":null}}"
      })
  void aReplyWithoutDataIsRequestedAgain(String nothing) {
    transport.replies(nothing).replies(DATA);
    assertThat(ask()).isInstanceOf(GraphQlReply.Data.class);
  }

  @Test
  void anotherVersionThanRequestedIsReported() {
    transport.replies(200, Map.of("x-shopify-api-version", "2027-01"), DATA);
    ask();
    assertThat(versions).containsExactly(new ApiVersionMismatch("2026-10", "2027-01"));
  }

  @Test
  void aCallWaitsForItsPointsBeforeItIsSent() {
    String reply =
        """
        {"data":{"shop":{}},"extensions":{"cost":{"requestedQueryCost":213,"actualQueryCost":13,
         "throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":100,"restoreRate":100}}}}
        """;
    transport.replies(reply).replies(DATA);
    ask();
    ask();
    assertThat(pauses).containsExactly(Duration.ofMillis(1130));
  }

  @Test
  void everyRequestCountsAndEveryPointThatTheShopSaysItCost() {
    String reply =
        "{\"data\":{\"shop\":{}},\"extensions\":{\"cost\":{\"requestedQueryCost\":213,\"actualQueryCost\":%d}}}";
    transport.loses().replies(reply.formatted(13)).replies(reply.formatted(7));
    ask();
    OnlineShop.ApiCost first = graphQl.spent();
    ask();
    assertThat(first).isEqualTo(new OnlineShop.ApiCost(2, 13));
    assertThat(graphQl.spent().less(first)).isEqualTo(new OnlineShop.ApiCost(1, 7));
  }

  @Test
  void aRefusedTokenIsReplacedOnce() {
    List<String> secrets = new ArrayList<>(List.of("old", "new"));
    GraphQlClient client = client(new AccessToken.StoredToken(secrets::removeFirst));
    transport.replies(401, Map.of(), "{}").replies(DATA).replies(401, Map.of(), "{}");
    GraphQlReply reply =
        client.execute(GraphQlOperation.PERMISSIONS, 1, 2, JsonNodeFactory.instance.objectNode());
    assertThat(reply).isInstanceOf(GraphQlReply.Data.class);
    assertThat(transport.sent.get(1).headers()).containsEntry("X-Shopify-Access-Token", "new");
  }

  @Test
  void aTokenRefusedTwiceIsARefusal() {
    transport.replies(401, Map.of(), "{}").replies(401, Map.of(), "{}");
    assertThat(ask())
        .isEqualTo(new GraphQlReply.Refused("HTTP_401", "the shop answered status 401"));
  }

  @Test
  void aGrantedTokenIsKeptForTwentyThreeHours() throws Exception {
    transport
        .replies("{\"access_token\":\"shpat_a\",\"scope\":\"read_orders\",\"expires_in\":86399}")
        .replies("{\"access_token\":\"shpat_b\",\"expires_in\":86399}")
        .replies("{\"access_token\":\"shpat_c\",\"expires_in\":86399}");
    ClientCredentials grant =
        new ClientCredentials(
            transport,
            URI.create("https://example.myshopify.com/admin/oauth/access_token"),
            () -> new ClientCredentials.Credentials("id", "a&b"),
            () -> now);
    Token first = grant.current();
    assertThat(first).isEqualTo(new Valid("shpat_a")).hasToString("***");
    now = now.plus(Duration.ofHours(22));
    assertThat(grant.current()).isEqualTo(first);
    now = now.plus(Duration.ofHours(1));
    assertThat(grant.current()).isEqualTo(new Valid("shpat_b"));
    grant.invalidate(first);
    assertThat(grant.current()).isEqualTo(new Valid("shpat_b"));
    grant.invalidate(new Valid("shpat_b"));
    assertThat(grant.current()).isEqualTo(new Valid("shpat_c"));
    assertThat(transport.bodies().getFirst())
        .isEqualTo("grant_type=client_credentials&client_id=id&client_secret=a%26b");
  }

  @Test
  void aShopThatGrantsNoTokenIsNotAskedAnything() {
    ClientCredentials grant =
        new ClientCredentials(
            transport,
            URI.create("https://example.myshopify.com/admin/oauth/access_token"),
            () -> new ClientCredentials.Credentials("id", "wrong"),
            () -> now);
    transport.replies(400, Map.of(), "{\"error\":\"application_cannot_be_found\"}");
    GraphQlReply reply =
        client(grant)
            .execute(GraphQlOperation.PERMISSIONS, 1, 2, JsonNodeFactory.instance.objectNode());
    assertThat(reply)
        .isEqualTo(new GraphQlReply.Refused("NO_TOKEN", "the shop grants no token: status 400"));
  }
}
