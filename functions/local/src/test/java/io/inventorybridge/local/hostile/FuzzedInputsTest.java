// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.handlers.UpdateInventoryHandler;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.functions.FunctionError;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Generated requests of tills and orders, valid and hostile, through the functions of a whole
 * system. The property {@code inputs} is their number, {@code seed} their seed.
 */
@Tag("system")
@Timeout(3_600)
class FuzzedInputsTest {
  private static final int INPUTS = Integer.getInteger("inputs", 500);
  private static final long SEED = Long.getLong("seed", 16);
  private static final Set<Integer> ANSWERS = Set.of(200, 207, 400, 404, 409, 413, 422);

  @Test
  void everyRequestOfATillHasAnAnswerAndWhatIsAcceptedIsCounted() throws Exception {
    HostileInputs inputs = new HostileInputs(SEED);
    Set<String> accepted = new HashSet<>();
    try (HostileInstallation installation = new HostileInstallation()) {
      for (int n = 0; n < INPUTS; n++) {
        String body = inputs.request();
        JsonNode answer = call(installation.system, body);
        assertThat(answer.path("statusCode").asInt())
            .as("seed %d, request %d: %s", SEED, n, body)
            .isIn(ANSWERS);
        JsonNode told = JsonCodec.read(answer.path("body").asText());
        for (JsonNode entry : told.isArray() ? told : List.of(told)) {
          int status =
              told.isArray() ? entry.path("status").asInt() : answer.path("statusCode").asInt();
          assertThat(status).as("seed %d, request %d: %s", SEED, n, body).isIn(ANSWERS);
          // Ids of requests that state none are not known here; these are checked by their number.
          if (status == 200 && entry.path("applied").asBoolean() && entry.has("eventId")) {
            accepted.add(
                facility(entry.path("facilityId").asText()) + " " + trimmed(entry, "eventId"));
          }
        }
      }
      installation.system.awaitQuiet();
      assertThat(installation.system.failedEvents()).as("seed %d", SEED).isEmpty();
      Set<String> counted = movements(installation.system);
      assertThat(counted).as("seed %d", SEED).containsAll(accepted).isNotEmpty();
      counted.removeAll(accepted);
      assertThat(counted)
          .as("seed %d: only movements without an id of their own", SEED)
          .allMatch(id -> id.contains(" request-"));
    }
  }

  @Test
  void everyOrderLineIsAcceptedOrRejectedAndEveryAcceptedOrderIsStored() throws Exception {
    HostileInputs inputs = new HostileInputs(SEED);
    try (HostileInstallation installation = new HostileInstallation()) {
      long read = 0;
      long kept = 0;
      int line = 0;
      for (int drop = 0; line < INPUTS; drop++) {
        StringBuilder lines = new StringBuilder();
        long written = 0;
        // The first line is valid: another first line may refuse the whole file.
        lines.append(
            "{\"orderId\":\"first\",\"status\":\"APPROVED\","
                + "\"lastUpdated\":\"2026-11-23T14:00:00Z\",\"items\":[]}\n");
        written++;
        for (int n = 0; n < 100 && line < INPUTS; n++, line++) {
          String order = inputs.order();
          lines.append(order).append('\n');
          written += order.isBlank() ? 0 : 1;
        }
        JsonNode report =
            installation.imported("orders/o-%d.jsonl".formatted(drop), lines.toString());
        assertThat(report.path("status").asText()).isEqualTo("IMPORTED");
        assertThat(report.path("rows").path("read").asLong())
            .as("seed %d, drop %d", SEED, drop)
            .isEqualTo(written);
        long rejected = report.path("rows").path("rejected").path("NOT_AN_ORDER").asLong();
        assertThat(report.path("rows").path("kept").asLong()).isEqualTo(written - rejected);
        assertThat(report.path("rows").path("rejected").has("NOT_RECORDED")).isFalse();
        if (rejected > 0) {
          assertThat(installation.rejects(report)).hasSize((int) rejected);
        }
        read += written;
        kept += written - rejected;
      }
      assertThat(kept).as("seed %d: valid and hostile lines", SEED).isBetween(read / 4, read - 1);
    }
  }

  @Test
  void everyOrderEventIsRecordedOrReported() throws Exception {
    HostileInputs inputs = new HostileInputs(SEED + 1);
    try (HostileInstallation installation = new HostileInstallation()) {
      long sent = 0;
      Set<String> before = reports(installation);
      for (int n = 0; n < INPUTS; n++) {
        String order = inputs.order();
        JsonNode detail;
        try {
          detail = JsonCodec.read(order);
          JsonCodec.bytes(detail);
        } catch (JsonProcessingException | IllegalStateException e) {
          // A bus takes JSON objects only.
          continue;
        }
        if (detail.isObject()) {
          installation.system.send("OrderBus", "oms", "OrderVersion", detail);
          sent++;
        }
      }
      installation.system.awaitQuiet();
      assertThat(installation.system.failedEvents()).as("seed %d", SEED).isEmpty();
      Set<String> told = reports(installation);
      told.removeAll(before);
      long rejected =
          told.stream()
              .mapToLong(
                  key ->
                      installation
                          .json(key)
                          .path("rows")
                          .path("rejected")
                          .path("NOT_AN_ORDER")
                          .asLong())
              .sum();
      assertThat(rejected).as("seed %d", SEED).isPositive().isLessThan(sent);
    }
  }

  private static Set<String> reports(HostileInstallation installation) {
    Set<String> keys = new HashSet<>();
    for (StoredFile file : installation.system.wiring().files().list("reports/imports/orders-")) {
      keys.add(file.key());
    }
    return keys;
  }

  private static JsonNode call(LocalSystem system, String body)
      throws FunctionError, JsonProcessingException {
    ObjectNode request = JsonCodec.MAPPER.createObjectNode();
    request.put("httpMethod", "POST").put("body", body).put("isBase64Encoded", false);
    request.putObject("headers").put("Authorization", "Bearer " + system.apiToken());
    byte[] event = request.toString().getBytes(UTF_8);
    return JsonCodec.read(system.invoke(function(), event));
  }

  private static String function() {
    return UpdateInventoryHandler.class.getSimpleName().replace("Handler", "Function");
  }

  private static String facility(String written) {
    return trimmed(written).equals("1/002") ? "NV01" : trimmed(written);
  }

  private static String trimmed(JsonNode entry, String field) {
    return trimmed(entry.path(field).asText());
  }

  private static String trimmed(String written) {
    return written.replaceAll("^[\\s\u00a0\u200b]+|[\\s\u00a0\u200b]+$", "");
  }

  /** The facility and event id of every movement in the ledger. */
  private static Set<String> movements(LocalSystem system) {
    Set<String> found = new HashSet<>();
    String table = system.wiring().environment().get(FunctionEnvironment.FACT_TABLE);
    system
        .dynamoDb()
        .scanPaginator(ScanRequest.builder().tableName(table).build())
        .items()
        .forEach(
            item -> {
              String[] key = item.get("key").s().split("#", 3);
              if (key[0].equals("taken")) {
                found.add(key[1] + " " + key[2]);
              }
            });
    return found;
  }
}
