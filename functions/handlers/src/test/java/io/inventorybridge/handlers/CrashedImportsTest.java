// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.faults.CrashInjector;
import io.inventorybridge.faults.CrashInjector.When;
import io.inventorybridge.faults.ProcessCrash;
import io.inventorybridge.s3.LocalBuckets;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills ImportReset and ImportVariance before and after each of their AWS calls, on DynamoDB Local
 * and S3Proxy, and calls them again: the ledger is always the same.
 */
@Tag("system")
class CrashedImportsTest {
  /** Every call with {@code -Dcrashes=all}, else every third one. */
  private static final int STEP = "all".equals(System.getProperty("crashes")) ? 1 : 3;

  private static final StockKey SHIPPED = StockKey.of("SVC21", "2050000163913");
  private static final StockKey SHIPPED_LATE = StockKey.of("SVC21", "8720116122558");
  private static final StockKey UNCHANGED = StockKey.of("SVA26", "2050000163913");
  private static final List<StockKey> KEYS = List.of(SHIPPED, SHIPPED_LATE, UNCHANGED);

  private static LocalBuckets buckets;

  @BeforeAll
  static void start() {
    buckets = LocalBuckets.inMemory();
  }

  @AfterAll
  static void stop() {
    buckets.close();
  }

  @Test
  void aCrashAtAnyCallOfImportResetAndARetryGiveTheSameLedger() {
    Map<StockKey, List<Object>> expected = undisturbed();
    CrashInjector counting = CrashInjector.never();
    FunctionsOnTables counted = new FunctionsOnTables(buckets);
    String of = partOf(counted);
    counted.importReset(counted.wiring(counting), of);
    assertThat(counting.calls()).hasSizeGreaterThan(5);
    for (int call = 1; call <= counting.calls().size(); call += STEP) {
      for (When when : When.values()) {
        FunctionsOnTables installation = new FunctionsOnTables(buckets);
        String part = partOf(installation);
        FunctionWiring dying = installation.wiring(CrashInjector.at(call, when));
        assertThatThrownBy(() -> installation.importReset(dying, part))
            .isInstanceOf(ProcessCrash.class);
        Map<String, Object> reset = installation.importReset(installation.wiring(), part);
        assertThat(reset.get("done")).isEqualTo(true);
        settle(installation, part, reset);
        assertThat(installation.ledger(KEYS)).as("%s call %d", when, call).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCrashAtAnyCallOfImportVarianceAndARetryGiveTheSameLedger() {
    Map<StockKey, List<Object>> expected = undisturbed();
    CrashInjector counting = CrashInjector.never();
    FunctionsOnTables counted = new FunctionsOnTables(buckets);
    String of = partOf(counted);
    counted.importReset(counted.wiring(), of);
    counted.importVariance(counted.wiring(counting), of);
    assertThat(counting.calls()).hasSizeGreaterThan(5);
    for (int call = 1; call <= counting.calls().size(); call += STEP) {
      for (When when : When.values()) {
        FunctionsOnTables installation = new FunctionsOnTables(buckets);
        String part = partOf(installation);
        Map<String, Object> reset = installation.importReset(installation.wiring(), part);
        FunctionWiring dying = installation.wiring(CrashInjector.at(call, when));
        assertThatThrownBy(() -> installation.importVariance(dying, part))
            .isInstanceOf(ProcessCrash.class);
        settle(installation, part, reset);
        assertThat(installation.ledger(KEYS)).as("%s call %d", when, call).isEqualTo(expected);
      }
    }
  }

  private static Map<StockKey, List<Object>> undisturbed() {
    FunctionsOnTables installation = new FunctionsOnTables(buckets);
    String part = partOf(installation);
    settle(installation, part, installation.importReset(installation.wiring(), part));
    Map<StockKey, List<Object>> ledger = installation.ledger(KEYS);
    assertThat(ledger.get(SHIPPED).getFirst()).isEqualTo(StockQuantity.of(8));
    assertThat(ledger.get(SHIPPED_LATE).getFirst()).isEqualTo(StockQuantity.of(4));
    assertThat(ledger.get(UNCHANGED).getFirst()).isEqualTo(StockQuantity.of(0));
    return ledger;
  }

  private static void settle(
      FunctionsOnTables installation, String part, Map<String, Object> reset) {
    Map<String, Object> variance = installation.importVariance(installation.wiring(), part);
    assertThat(installation.settle(part, reset, variance)).isEqualTo(Map.of("status", "SETTLED"));
  }

  // A part with a computed variance, and an order that ships between that and the import.
  private static String partOf(FunctionsOnTables installation) {
    installation.catalog("upca,productId\n2050000163913,v1\n8720116122558,v2\n");
    installation.facilities("facilityId,externalFacilityId\nSVC21,1/021\nSVA26,1/026\n");
    installation.orders(order("o1", "2026-01-23T09:00:00Z", "2050000163913", 2));
    List<String> parts =
        installation.delta(
            "2026-01-24T07:00:00Z",
            """
            facilityId,idType,idValue,availableQty,locationSeqId
            SVC21,UPCA,2050000163913,10,
            SVC21,UPCA,8720116122558,5,
            SVA26,UPCA,2050000163913,0,
            """);
    String part = parts.getFirst();
    installation.compute(installation.wiring(), part);
    installation.orders(order("o2", "2026-01-24T08:00:00Z", "8720116122558", 1));
    return part;
  }

  private static String order(String id, String updated, String upca, int quantity) {
    return """
        {"orderId":"%s","status":"APPROVED","lastUpdated":"%s","items":[\
        {"seqId":"1","upca":"%s","quantity":%d,"facilityId":"SVC21","status":"COMPLETED"},\
        {"seqId":"2","upca":"%s","quantity":1,"facilityId":"SVC21","status":"APPROVED"}]}
        """
        .formatted(id, updated, upca, quantity, upca);
  }
}
