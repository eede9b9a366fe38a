// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.s3.LocalBuckets;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many parallel POS calls, on DynamoDB Local, through the functions. */
@Tag("system")
class ConcurrentSalesTest {
  private static final StockKey KEY = StockKey.of("SVC21", "2050000163913");
  private static final Instant SNAPSHOT = Instant.parse("2026-11-24T07:00:00Z");
  private static final int CALLS = 100;

  @Test
  void aHundredSalesOnOneKeyAndAResetInTheMiddleGiveTheExactNumber() throws Exception {
    try (LocalBuckets buckets = LocalBuckets.inMemory()) {
      FunctionsOnTables installation = new FunctionsOnTables(buckets);
      installation.catalog("upca,productId\n2050000163913,v1\n");
      installation.facilities("facilityId,externalFacilityId\nSVC21,1/021\n");
      String part =
          installation
              .delta(
                  SNAPSHOT.toString(),
                  """
                  facilityId,idType,idValue,availableQty,locationSeqId
                  SVC21,UPCA,2050000163913,500,
                  """)
              .getFirst();
      // One minute apart around the snapshot: the 500 include sales up to it, but not later ones.
      int after = 0;
      CountDownLatch half = new CountDownLatch(CALLS / 2);
      List<Future<Integer>> answers = new ArrayList<>();
      UpdateInventoryHandler handler = new UpdateInventoryHandler(installation.wiring());
      try (ExecutorService tills = Executors.newFixedThreadPool(16)) {
        for (int i = 0; i < CALLS; i++) {
          Instant sold = SNAPSHOT.plus(Duration.ofMinutes(i - 50));
          after += sold.isAfter(SNAPSHOT) ? 1 : 0;
          int number = i;
          // Every tenth sale is sent twice.
          for (int copy = 0; copy <= (i % 10 == 0 ? 1 : 0); copy++) {
            answers.add(
                tills.submit(
                    () -> {
                      int status =
                          handler
                              .handleRequest(sale(number, sold), new UnlimitedContext())
                              .getStatusCode();
                      half.countDown();
                      return status;
                    }));
          }
        }
        half.await();
        installation.apply(part);
        for (Future<Integer> answer : answers) {
          assertThat(answer.get()).isEqualTo(200);
        }
      }
      assertThat(after).isEqualTo(49);
      StockLedger ledger = installation.wiring().ledger();
      StockRecord record = ledger.find(KEY).orElseThrow();
      assertThat(record.onHand()).isEqualTo(StockQuantity.of(500 - after));
      assertThat(record.settledOnHand()).isEqualTo(StockQuantity.of(500 - after));
      assertThat(ledger.facts(KEY, Instant.MIN).movements()).hasSize(CALLS);
      assertThat(
              ledger.entries(KEY).stream()
                  .map(LedgerEntry::difference)
                  .reduce(StockQuantity.ZERO, StockQuantity::plus))
          .as("the balance is the sum of its entries")
          .isEqualTo(record.onHand());
    }
  }

  private static APIGatewayProxyRequestEvent sale(int number, Instant sold) {
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("POST")
        .withHeaders(Map.of("Authorization", "Bearer " + FunctionsOnTables.TOKEN))
        .withBody(
            """
            {"facilityId":"1/021","availableDelta":-1,"idType":"UPCA","idValue":"2050000163913",\
            "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"sale-%d",\
            "eventTime":"%s"}
            """
                .formatted(number, sold));
  }
}
