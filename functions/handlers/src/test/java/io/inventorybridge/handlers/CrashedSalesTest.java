// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.inventorybridge.faults.CrashInjector;
import io.inventorybridge.faults.CrashInjector.When;
import io.inventorybridge.faults.ProcessCrash;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.pos.ApplyingWaitingMovements;
import io.inventorybridge.s3.LocalBuckets;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills UpdateInventory before and after each of its AWS calls, on DynamoDB Local and S3Proxy, and
 * calls it again: every sale counts once. The same for the function that applies waiting movements.
 */
@Tag("system")
class CrashedSalesTest {
  private static final int MOST = 200;

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
  void aSaleCountsOnceWhereverTheFunctionDies() {
    FunctionsOnTables installation = new FunctionsOnTables(buckets);
    installation.catalog(catalog("ACTIVE"));
    installation.facilities("facilityId,externalFacilityId\nSVC21,1/021\n");
    int sales = dieEverywhereAndRepeat(installation, "1/021", 200);
    onHandIsMinusOne(installation, "SVC21", sales);
  }

  @Test
  void aSaleThatWaitsForItsProductCountsOnceWhereverTheFunctionDies() {
    FunctionsOnTables installation = new FunctionsOnTables(buckets);
    installation.catalog(catalog("DRAFT"));
    installation.facilities("facilityId,externalFacilityId\nSVC21,1/021\n");
    int sales = dieEverywhereAndRepeat(installation, "SVC21", 200);
    installation.catalog(catalog("ACTIVE"));
    applyDyingEverywhere(installation, sales, false);
    onHandIsMinusOne(installation, "SVC21", sales);
    assertThat(installation.wiring().ports().waitingMovements().isEmpty()).isTrue();
  }

  @Test
  void aSaleThatWaitsForItsStoreCountsOnceWhereverTheFunctionDies() {
    FunctionsOnTables installation = new FunctionsOnTables(buckets);
    installation.catalog(catalog("ACTIVE"));
    installation.facilities("facilityId,externalFacilityId\nSVC21,1/021\n");
    int sales = dieEverywhereAndRepeat(installation, "2/077", 404);
    installation.facilities("facilityId,externalFacilityId\nSVC21,1/021\nSVA77,2/77\n");
    applyDyingEverywhere(installation, sales, true);
    onHandIsMinusOne(installation, "SVA77", sales);
  }

  // Each sale is of another product, so that every key must end at -1.
  private static int dieEverywhereAndRepeat(
      FunctionsOnTables installation, String store, int status) {
    CrashInjector counting = CrashInjector.never();
    assertThat(call(installation.wiring(counting), store, 1)).isEqualTo(status);
    assertThat(counting.calls()).hasSizeGreaterThan(4);
    int sale = 1;
    for (int call = 1; call <= counting.calls().size(); call++) {
      for (When when : When.values()) {
        int number = ++sale;
        FunctionWiring dying = installation.wiring(CrashInjector.at(call, when));
        assertThatThrownBy(() -> call(dying, store, number)).isInstanceOf(ProcessCrash.class);
        assertThat(call(installation.wiring(), store, number))
            .as("%s call %d", when, call)
            .isEqualTo(status);
      }
    }
    return sale;
  }

  // Dies at a later call each time, until it finishes.
  private static void applyDyingEverywhere(
      FunctionsOnTables installation, int sales, boolean stores) {
    int deaths = 0;
    for (int call = 1; call < MOST; call += 3) {
      When when = call % 2 == 0 ? When.BEFORE : When.AFTER;
      try {
        apply(installation.wiring(CrashInjector.at(call, when)), sales, stores);
      } catch (ProcessCrash e) {
        deaths++;
      }
    }
    assertThat(deaths).isPositive();
    apply(installation.wiring(), sales, stores);
  }

  private static void apply(FunctionWiring wiring, int sales, boolean stores) {
    ApplyingWaitingMovements applying = wiring.applyingWaitingMovements();
    if (stores) {
      applying.run(wiring.facilityDirectory());
    } else {
      applying.run(
          IntStream.rangeClosed(1, sales)
              .mapToObj(n -> CanonicalUpc.of(Integer.toString(n)))
              .toList());
    }
  }

  private static void onHandIsMinusOne(FunctionsOnTables installation, String store, int sales) {
    StockLedger ledger = installation.wiring().ledger();
    List<Integer> wrong = new ArrayList<>();
    for (int n = 1; n <= sales; n++) {
      StockKey key = StockKey.of(store, Integer.toString(n));
      Optional<StockQuantity> onHand = ledger.find(key).map(StockRecord::onHand);
      if (!onHand.equals(Optional.of(StockQuantity.of(-1)))
          || ledger.facts(key, Instant.MIN).movements().size() != 1
          || ledger.entries(key).size() != 1) {
        wrong.add(n);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static int call(FunctionWiring wiring, String store, int number) {
    return new UpdateInventoryHandler(wiring)
        .handleRequest(
            new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withHeaders(Map.of("Authorization", "Bearer " + FunctionsOnTables.TOKEN))
                .withBody(
                    """
                    {"facilityId":"%s","availableDelta":-1,"idType":"UPCA","idValue":"%d",\
                    "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"sale-%d"}
                    """
                        .formatted(store, number, number)),
            new UnlimitedContext())
        .getStatusCode();
  }

  private static String catalog(String status) {
    return "upca,productId,status\n"
        + IntStream.rangeClosed(1, MOST)
            .mapToObj(n -> "%d,v%d,%s\n".formatted(n, n, status))
            .collect(Collectors.joining());
  }
}
