// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import io.inventorybridge.wiring.InMemoryFunctionPorts;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, headers and bodies from an attacker. */
@Tag("system")
@Timeout(60)
class HostileInputTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
  private static final String CALL =
      """
      {"facilityId":"NY01","availableDelta":-1,"idType":"UPCA","idValue":"2050000163913",\
      "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"till-1"}\
      """;
  private static final String DELTA = "SBS_NO,STORE_CODE,UPC,QTY\n1,001,2050000163913,5\n";

  private final InMemoryFunctionPorts ports = new InMemoryFunctionPorts(CLOCK);
  private final FunctionWiring wiring =
      new FunctionWiring(
          new FunctionEnvironment(Map.of()),
          ports,
          BoundedParallelism.ONE,
          BackoffPolicy.NONE,
          CLOCK);

  @BeforeEach
  void aStoreAndAProduct() {
    ports.tokens().rotate("the-token", "");
    put("catalog/catalog.csv", "upca,productId\n2050000163913,v1\n");
    put("facilities/facilities.csv", "facilityId,externalFacilityId\nNY01,1/001\n");
    new ImportCatalogHandler(wiring)
        .handleRequest(FunctionsOnTables.event("catalog/catalog.csv"), new UnlimitedContext());
    new ImportFacilitiesHandler(wiring)
        .handleRequest(
            FunctionsOnTables.event("facilities/facilities.csv"), new UnlimitedContext());
  }

  private void put(String key, String content) {
    wiring.files().put(key, Content.of(content.getBytes(UTF_8)), Map.of());
  }

  private Set<String> keys() {
    return wiring.files().list("").stream()
        .map(StoredFile::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/../settings/installation.json",
        "incoming/../reset/x.csv",
        "incoming/sv/../../reset/x.csv",
        "incoming/sv/%2e%2e/%2e%2e/settings/x.csv",
        "incoming/./x.csv",
        "incoming//x.csv",
        "incoming/sv\u2025/x.csv",
        "incoming/\uFF0E\uFF0E/x.csv",
        "incoming/s\u202Ev/x.csv",
        "incoming/sv/x\u0000.csv",
        "incoming/sv/x\r\ny.csv",
        "incoming/sv/released/../../x",
        "incoming/sv/corrections/../../../etc/passwd",
        "incoming/-rf/x.csv"
      })
  void aKeyLeadsNowhereButToItsOwnDelivery(String key) {
    put(key, DELTA);
    Set<String> before = keys();
    String said = "";
    try (LogLines log = LogLines.open()) {
      new FilterDeltaHandler(wiring)
          .handleRequest(
              FunctionsOnTables.event(URLEncoder.encode(key, UTF_8).replace("%2F", "/")),
              new UnlimitedContext());
      assertThat(log.written()).as("one line of the log for every name").hasSize(1);
      assertThat(log.written().getFirst().stripTrailing()).doesNotContainPattern("[\\r\\n\\x00]");
      assertThat(log.all().getFirst().path("key").textValue())
          .isEqualTo(key.replaceAll("[\u202E\\x00\r\n]", "?"));
    } catch (IllegalArgumentException e) {
      said = String.valueOf(e.getMessage());
    }
    Set<String> written = keys();
    written.removeAll(before);
    if (said.isEmpty()) {
      assertThat(written)
          .isNotEmpty()
          .allMatch(
              it ->
                  it.matches(
                      "(?s)(reset|manifests|rejects|originals|reports|held|staging)/20261124T080000Z-(sv|default)-[0-9a-f]{12}.*"));
    } else {
      assertThat(said)
          .as("names the key")
          .containsAnyOf(key, key.substring(key.lastIndexOf("released/") + 9));
      assertThat(written).isEmpty();
    }
  }

  private APIGatewayProxyResponseEvent call(String body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("Authorization", "Bearer the-token");
    return new UpdateInventoryHandler(wiring)
        .handleRequest(
            new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(false),
            new UnlimitedContext());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "9223372036854775808",
        "0.1",
        "NaN",
        "\"1\"",
        "true",
        "[]",
        "{}"
      })
  void aNumberThatIsNotAUnitCountIsRefusedAtOnce(String units) {
    assertThat(call(CALL.replace("-1,", units + ","), Map.of()).getStatusCode()).isEqualTo(400);
    assertNothingMoved();
  }

  @Test
  void aBodyThatIsTooDeepTooLongOrTooLargeIsRefused() {
    assertThat(call("[".repeat(100_000), Map.of()).getStatusCode()).isEqualTo(400);
    assertThat(call("{\"a\":".repeat(100_000), Map.of()).getStatusCode()).isEqualTo(400);
    assertThat(call(CALL.replace("till-1", "x".repeat(1 << 20)), Map.of()).getStatusCode())
        .isEqualTo(400);
    assertThat(call("[" + (CALL + ",").repeat(20_000) + CALL + "]", Map.of()).getStatusCode())
        .isEqualTo(413);
    String digits = "1".repeat(100_000);
    assertThat(call(CALL.replace("-1,", digits + ","), Map.of()).getStatusCode()).isEqualTo(400);
    assertNothingMoved();
  }

  @Test
  void aBodyThatContradictsItsHeadersIsRefused() {
    APIGatewayProxyRequestEvent event =
        new APIGatewayProxyRequestEvent()
            .withHttpMethod("POST")
            .withHeaders(Map.of("Authorization", "Bearer the-token"))
            .withBody("%%% no base 64 %%%")
            .withIsBase64Encoded(true);
    assertThat(
            new UpdateInventoryHandler(wiring)
                .handleRequest(event, new UnlimitedContext())
                .getStatusCode())
        .isEqualTo(400);
    assertThat(call(null, Map.of()).getStatusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer the-token the-token",
        "Bearer the-token\r\nX: y",
        "Bearer the-token\u0000",
        "bearer\tthe-token ",
        "Basic dGhlLXRva2Vu",
        "Bearer the\u2010token"
      })
  void aHeaderThatIsNearlyRightOpensNothing(String header) {
    assertThat(call(CALL, Map.of("Authorization", header)).getStatusCode()).isEqualTo(401);
    assertNothingMoved();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\u0000b", "\u001b[31mred", ""})
  void anIdempotencyKeyWithControlCharactersIsRefused(String key) {
    assertThat(
            call(CALL.replace(",\"eventId\":\"till-1\"", ""), Map.of("Idempotency-Key", key))
                .getStatusCode())
        .isEqualTo(400);
    assertNothingMoved();
  }

  @Test
  void echoedTextIsEscapedAndNeverBecomesAHeader() {
    String hostile = "\\r\\nSet-Cookie: x<script>";
    APIGatewayProxyResponseEvent answer = call(CALL.replace("NY01", hostile), Map.of());
    assertThat(answer.getStatusCode()).isIn(400, 404);
    assertThat(answer.getHeaders()).containsOnlyKeys("Content-Type");
    assertThat(answer.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(answer.getBody()).doesNotContain("\r", "\n");
  }

  private void assertNothingMoved() {
    assertThat(
            ports
                .ledger()
                .find(
                    List.of(
                        new StockKey(new FacilityId("NY01"), CanonicalUpc.of("2050000163913")))))
        .isEmpty();
  }
}
