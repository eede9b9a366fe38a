// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.stored.ExtremeValues;
import io.inventorybridge.stored.ExtremeValues.Range;
import io.inventorybridge.support.records.BadRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every item of the ledger comes back as it was written. */
class StoredLedgerItemsTest {
  private static final int ITEMS = 300;

  @Test
  void extremeItemsComeBackAsTheyWereWritten() {
    int recordsOfADelivery = 0;
    for (int seed = 0; seed < ITEMS; seed++) {
      ExtremeValues any = new ExtremeValues(seed, Range.ANY);
      ExtremeValues inputs = new ExtremeValues(seed, Range.OF_INPUTS);
      StockKey key = any.of(StockKey.class);

      StockRecord record = any.of(StockRecord.class);
      // A baseline without a delivery stands for none, and is not stored.
      if (!record.settled().baseline().isNone()) {
        assertThat(StockItems.record(StockItems.record(record))).isEqualTo(record);
        recordsOfADelivery++;
      }

      LedgerEntry entry = any.of(LedgerEntry.class);
      assertThat(StockItems.entry(entry.key(), StockItems.entry(entry))).isEqualTo(entry);

      StockMovement movement = any.of(StockMovement.class);
      assertThat(StockItems.movement(movement.key(), StockItems.movement(movement)))
          .isEqualTo(movement);
      assertThat(
              StockItems.acceptedMovement(
                  movement.key().facility(), movement.id(), StockItems.acceptedMovement(movement)))
          .isEqualTo(movement);

      StockBaseline baseline = any.of(StockBaseline.class);
      assertThat(StockItems.baseline(StockItems.baseline(baseline))).isEqualTo(baseline);
      assertThat(StockItems.baseline(StockItems.statement(key, baseline))).isEqualTo(baseline);

      OrderFacts facts =
          new OrderFacts(
              inputs.of(String.class),
              inputs.of(StockQuantity.class),
              inputs.listOf(OrderFacts.Shipped.class, seed % 10 == 0 ? 5_000 : 5));
      assertThat(StockItems.order(StockItems.order(key, facts))).isEqualTo(facts);

      CounterKey counted = any.of(CounterKey.class);
      ShopCounter counter = any.of(ShopCounter.class);
      assertThat(CounterItems.counter(CounterItems.counter(counter))).isEqualTo(counter);
      CounterPart part =
          new CounterPart(
              inputs.of(String.class),
              Optional.empty(),
              Optional.of("1"),
              inputs.listOf(CounterPart.Line.class, seed % 10 == 0 ? 5_000 : 5));
      assertThat(CounterItems.part(CounterItems.part(counted, part))).isEqualTo(part);

      ChangeMarker marker = any.of(ChangeMarker.class);
      Map<String, AttributeValue> item = new HashMap<>(MarkerItems.key(marker));
      item.put(StockItems.VERSION, AttributeValue.fromN(Long.toString(marker.version())));
      assertThat(MarkerItems.change(item)).isEqualTo(marker);
    }
    assertThat(recordsOfADelivery).isGreaterThan(ITEMS / 2);
  }

  @Test
  void anItemWithoutARequiredAttributeIsRefusedWithItsName() {
    StockRecord record = new ExtremeValues(3, Range.ANY).of(StockRecord.class);
    required(
        StockItems.record(record),
        Set.of("latestMovement", "settled", "pending", "spared", "withdrawn"),
        StockItems::record);
    OrderFacts facts = new OrderFacts("o1", StockQuantity.of(1), List.of());
    required(
        StockItems.order(StockKey.of("NY01", "1"), facts),
        Set.of(StockItems.KEY, StockItems.FACT),
        StockItems::order);
    required(
        StockItems.baseline(new ExtremeValues(4, Range.ANY).of(StockBaseline.class)),
        Set.of(),
        StockItems::baseline);
  }

  private static void required(
      Map<String, AttributeValue> item,
      Set<String> optional,
      Function<Map<String, AttributeValue>, Object> reading) {
    Set<String> names = new HashSet<>(item.keySet());
    names.removeAll(optional);
    assertThat(names).isNotEmpty();
    for (String name : names) {
      Map<String, AttributeValue> without = new HashMap<>(item);
      without.remove(name);
      assertThatThrownBy(() -> reading.apply(without))
          .isInstanceOf(BadRecord.class)
          .hasMessageContaining(name + " is missing");
    }
  }

  @Test
  void factsThatCannotBeReadCountNothingAndNameTheirOrder() {
    StockKey key = StockKey.of("NY01", "1");
    OrderFacts facts = new OrderFacts("o1", StockQuantity.of(1), List.of());
    Map<String, AttributeValue> item = new HashMap<>(StockItems.order(key, facts));
    item.put("open", AttributeValue.fromN(Long.toString(Long.MAX_VALUE)));
    OrderFacts read = StockItems.orderOrError(item);
    assertThat(read.orderId()).isEqualTo("o1");
    assertThat(read.isEmpty()).isTrue();
    assertThat(read.error())
        .contains(
            "the stored record (key=1#NY01, fact=O#o1, orderId=o1):"
                + " 9223372036854775807 units are more than 50,000,000,000");
    assertThatThrownBy(() -> StockItems.order(item)).isInstanceOf(BadRecord.class);
  }

  @Test
  void linesThatDoNotFitIntoAnItemAreRefusedByName() {
    ExtremeValues any = new ExtremeValues(5, Range.OF_INPUTS);
    List<OrderFacts.Shipped> shipped =
        IntStream.range(0, 5_000)
            .mapToObj(
                n ->
                    new OrderFacts.Shipped(
                        new Random(n)
                            .ints(120, '!', 0x7f)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining()),
                        StockQuantity.of(1),
                        any.of(Instant.class),
                        Collections.emptyList()))
            .toList();
    assertThatThrownBy(
            () ->
                StockItems.order(
                    new StockKey(new FacilityId("NY01"), any.of(StockKey.class).upc()),
                    new OrderFacts("o1", StockQuantity.ZERO, shipped)))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("order o1 on NY01/")
        .hasMessageContaining("split the order");
  }
}
