// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A whole system with two products in two stores, into which tests drop inputs. */
final class HostileInstallation implements AutoCloseable {
  static final String BOOT = "2050000100017";
  static final String SANDAL = "2050000100024";

  final LocalSystem system = LocalSystem.open(LocalOptions.inMemory());

  HostileInstallation() throws InterruptedException {
    drop("facilities/facilities.csv", "facilityId,externalFacilityId\nNY01,1/001\nNV01,1/002\n");
    drop("catalog/catalog.csv", "upca,productId\n%s,10001\n%s,10002\n".formatted(BOOT, SANDAL));
  }

  void drop(String key, String content) throws InterruptedException {
    drop(key, content.getBytes(UTF_8));
  }

  void drop(String key, byte[] content) throws InterruptedException {
    drop(key, content, Map.of());
  }

  void drop(String key, byte[] content, Map<String, String> metadata) throws InterruptedException {
    system.wiring().files().put(key, Content.of(content), metadata);
    system.awaitQuiet();
    assertThat(system.failedEvents()).as("dead letters").isEmpty();
  }

  /** Drops a file and returns the report of its import. */
  JsonNode imported(String key, byte[] content) throws InterruptedException {
    Set<String> before = reports();
    drop(key, content);
    Set<String> after = reports();
    after.removeAll(before);
    assertThat(after).as("reports").hasSize(1);
    return json(after.iterator().next());
  }

  JsonNode imported(String key, String content) throws InterruptedException {
    return imported(key, content.getBytes(UTF_8));
  }

  private Set<String> reports() {
    return system.wiring().files().list("reports/imports/").stream()
        .map(StoredFile::key)
        .collect(Collectors.toSet());
  }

  JsonNode json(String key) {
    try {
      return JsonCodec.read(text(key));
    } catch (JsonProcessingException e) {
      throw new AssertionError(key, e);
    }
  }

  String text(String key) {
    return new String(system.wiring().files().read(key).orElseThrow(), UTF_8);
  }

  /** The rejected lines of a report. */
  List<String> rejects(JsonNode report) {
    return text(report.path("rejects").asText()).lines().skip(1).toList();
  }

  long onHand(String facility, String upca) {
    return system
        .wiring()
        .ledger()
        .find(StockKey.of(facility, upca))
        .map(record -> record.onHand().units())
        .orElse(0L);
  }

  long reserved(String facility, String upca) {
    return system
        .wiring()
        .ledger()
        .find(StockKey.of(facility, upca))
        .map(record -> record.reserved().units())
        .orElse(0L);
  }

  @Override
  public void close() {
    system.close();
  }
}
