// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.OrderJsonLine.Invalid;
import io.inventorybridge.orders.OrderJsonLine.Parsed;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderVersionJsonTest {
  private static final String ITEM =
      "{\"seqId\":\"1\",\"upca\":\"02050000163913\",\"quantity\":2,\"status\":\"ITEM_COMPLETED\"}";

  @Test
  void aVersionIsReadAsItIsWritten() {
    OrderVersion version =
        version(
            """
            {"orderId":"o1","channel":"SHOPIFY","status":"ORDER_APPROVED",
             "lastUpdated":"2026-11-24T08:00:00-06:00","customer":{"email":"a@example.org"},
             "items":[{"seqId":"1","upca":"02050000163913","quantity":2.0,"facilityId":"SVC21",
                       "status":"COMPLETED","completedAt":"2026-11-24T07:00:00Z",
                       "takenQuantity":3,"restockedQuantity":null}]}
            """);
    assertThat(version.status()).isEqualTo(OrderStatus.OPEN);
    assertThat(version.lastUpdated()).isEqualTo(Instant.parse("2026-11-24T14:00:00Z"));
    OrderVersion.Item item = version.items().getFirst();
    assertThat(item.upc()).contains(CanonicalUpc.of("2050000163913"));
    assertThat(item.quantity()).isEqualTo(StockQuantity.of(2));
    assertThat(item.facility()).contains(new FacilityId("SVC21"));
    assertThat(item.status()).isEqualTo(ItemStatus.COMPLETED);
    assertThat(item.shopify().taken()).contains(StockQuantity.of(3));
    assertThat(item.shopify().restocked()).isEmpty();
  }

  @Test
  void nothingOfACustomerIsKept() {
    OrderVersion version =
        version(
            """
            {"orderId":"o1","status":"CREATED","lastUpdated":"2026-11-24T08:00:00Z",
             "email":"planted@example.org","shippingAddress":{"name":"Planted Name"},
             "items":[{"seqId":"1","upca":"12","quantity":1,"status":"CREATED","note":"Planted"}]}
            """);
    OrderHistory history =
        OrderHistory.of("o1").with(version, new AcknowledgmentPolicy.OrderCompleted());
    assertThat(OrderHistoryJson.write(history)).doesNotContainIgnoringCase("planted");
  }

  @Test
  void aGiftCardIsALineWithoutAProduct() {
    OrderVersion version =
        version(
            """
            {"orderId":"o1","status":"CREATED","lastUpdated":"2026-11-24T08:00:00Z",
             "items":[{"seqId":"1","upca":"gift1234567","quantity":1,"status":"CREATED"}]}
            """);
    assertThat(version.items().getFirst().upc()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|it is not a JSON object",
        "{\"orderId\":\"o1\"}|items is missing",
        "{\"items\":[]}|orderId is missing",
        "{\"orderId\":\"o1\",\"status\":\"PAID\",\"lastUpdated\":\"2026-11-24T08:00:00Z\",\"items\":[]}"
            + "|status: an order's status is CREATED, APPROVED, HOLD, COMPLETED, CANCELLED or"
            + " REJECTED, not 'PAID'",
        "{\"orderId\":\"o1\",\"status\":\"HOLD\",\"lastUpdated\":\"2026-11-24T08:00:00\",\"items\":[]}"
            + "|lastUpdated '2026-11-24T08:00:00' is not an ISO-8601 time with offset"
            + " (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999",
        "{\"orderId\":\"o1\",\"status\":\"HOLD\",\"lastUpdated\":\"2026-11-24T08:00:00Z\",\"items\":"
            + "[{\"seqId\":\"1\",\"upca\":\"12\",\"quantity\":1.5,\"status\":\"HOLD\"}]}"
            + "|items[0].quantity is not a whole number: 1.5",
        "{\"orderId\":\"o1\",\"status\":\"HOLD\",\"lastUpdated\":\"2026-11-24T08:00:00Z\",\"items\":"
            + "[{\"seqId\":\"1\",\"upca\":\"12\",\"quantity\":-1,\"status\":\"HOLD\"}]}"
            + "|items[0].quantity is not 0 or more: -1",
        "{\"orderId\":\"o1\"|it is not JSON: wrong at column 16",
      })
  void anInvalidVersionIsRefusedInOneSentence(String document, String sentence) {
    assertThat(OrderVersionJson.read(document)).isEqualTo(new Invalid(sentence));
  }

  @Test
  void aLineOfAnOrderOccursOnce() {
    String twice =
        "{\"orderId\":\"o1\",\"status\":\"HOLD\",\"lastUpdated\":\"2026-11-24T08:00:00Z\",\"items\":["
            + ITEM
            + ","
            + ITEM
            + "]}";
    assertThat(OrderVersionJson.read(twice))
        .isEqualTo(new Invalid("items[1].seqId 1 occurs twice"));
  }

  private static OrderVersion version(String document) {
    return ((Parsed) OrderVersionJson.read(document)).version();
  }
}
