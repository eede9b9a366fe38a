// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.permissions.PermissionRecorder;
import io.inventorybridge.local.permissions.PermissionRequest;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** A night on which DynamoDB refuses the imports' writes for longer than one call waits. */
@Tag("system")
@Timeout(180)
class ThrottledNightTest {
  private static final String DELTA =
      RetailerNight.HEADER
          + "1,001,%s,10\n1,001,%s,10\n1,002,%s,7\n"
              .formatted(RetailerNight.A, RetailerNight.B, RetailerNight.A);
  private static final List<StockKey> KEYS =
      List.of(
          new StockKey(new FacilityId("NYC"), CanonicalUpc.of(RetailerNight.A)),
          new StockKey(new FacilityId("NYC"), CanonicalUpc.of(RetailerNight.B)),
          new StockKey(new FacilityId("NSH"), CanonicalUpc.of(RetailerNight.A)));

  @Test
  void stepsAreTakenUpAgainByTheStateMachineAndNothingIsLost() throws Exception {
    Throttle never = new Throttle(0);
    Throttle twice = new Throttle(2);

    Map<String, Object> undisturbed = night(never);
    assertThat(night(twice)).isEqualTo(undisturbed);

    assertThat(undisturbed.get("status")).isEqualTo("SETTLED");
    assertThat(never.refused).isEmpty();
    assertThat(twice.refused)
        .isEqualTo(Map.of("ImportResetFunction", 2, "ImportVarianceFunction", 2));
  }

  private static Map<String, Object> night(Throttle throttle)
      throws InterruptedException, IOException {
    try (LocalSystem system = LocalSystem.open(LocalOptions.inMemory(), throttle)) {
      throttle.stock =
          "table/" + system.wiring().environment().get(FunctionEnvironment.STOCK_TABLE);
      put(
          system,
          "catalog/catalog.csv",
          "upca,productId\n%s,v1\n%s,v2\n".formatted(RetailerNight.A, RetailerNight.B));
      put(
          system,
          "facilities/facilities.csv",
          "facilityId,externalFacilityId\nNYC,1/001\nNSH,1/002\n");
      system.awaitQuiet();
      put(system, "incoming/us/delta.csv", DELTA);
      system.awaitQuiet();
      Map<String, Object> seen = new TreeMap<>();
      system
          .wiring()
          .ledger()
          .find(KEYS)
          .forEach((key, record) -> seen.put(key.toString(), record.settledOnHand()));
      assertThat(seen).hasSameSizeAs(KEYS);
      JsonNode report = report(system);
      seen.put("status", report.path("status").asText());
      seen.put("report", report);
      return seen;
    }
  }

  private static void put(LocalSystem system, String key, String content) {
    system
        .wiring()
        .files()
        .put(
            key,
            Content.of(content.getBytes(StandardCharsets.UTF_8)),
            Map.of("snapshot-time", "2026-03-03T07:00:00Z"));
  }

  /** The report of the delivery, without durations and the name of the attempt. */
  private static JsonNode report(LocalSystem system) throws IOException {
    String key =
        system.wiring().files().list("reports/").stream()
            .map(StoredFile::key)
            .filter(it -> it.matches("reports/[^/]*\\.json"))
            .findFirst()
            .orElseThrow();
    ObjectNode report =
        (ObjectNode) JsonCodec.read(system.wiring().files().read(key).orElseThrow());
    report.remove("seconds");
    report.remove("guards");
    report
        .path("parts")
        .forEach(
            part ->
                ((ObjectNode) part).remove(List.of("attempt", "resetSeconds", "varianceSeconds")));
    return report;
  }

  /** Refuses each import's first writes of balances, like the SDK after its last attempt. */
  private static final class Throttle implements PermissionRecorder {
    private final int times;
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private volatile String stock = "unknown";

    Throttle(int times) {
      this.times = times;
    }

    @Override
    public synchronized void requested(String function, PermissionRequest call) {
      boolean writes = call.action().equals("dynamodb:PutItem") && call.resource().endsWith(stock);
      if (function.startsWith("Import") && writes && refused.getOrDefault(function, 0) < times) {
        refused.merge(function, 1, Integer::sum);
        throw ProvisionedThroughputExceededException.builder().message("throttled").build();
      }
    }

    @Override
    public void read(String function, String variable) {}
  }
}
