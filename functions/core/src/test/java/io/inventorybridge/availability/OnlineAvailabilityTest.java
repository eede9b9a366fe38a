// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.rules.RuleValue.Channel;
import io.inventorybridge.rules.RuleValue.SafetyStock;
import io.inventorybridge.rules.RuleValue.Threshold;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formula, with the numbers that HotWax publishes for it. */
class OnlineAvailabilityTest {
  private static final CanonicalUpc U = CanonicalUpc.of("2050000163913");
  private static final RuleTarget PRODUCT = RuleTarget.of(U, List.of());

  @ParameterizedTest(name = "{0}: {5}")
  @CsvSource({
    "a hundred units in five stores and a queue,          20 20 20 20 20, 4,  10, 50, 20",
    "a hundred units in two stores,                       60 40,          4,   5,  0, 87",
    "three stores,                                        100 100 50,     10, 10,  0, 210",
    "all deductions together,                             50 50,          5,   5, 10, 75",
    "a store below its safety stock takes from no other,  3 20,           10,  0,  0, 10",
    "a store below zero takes from no other,              -7 20,          0,   0,  0, 20",
    "a demand above the stock is nothing to sell,         5 5,            0,   4, 50, 0",
    "no stock at all,                                     '',             4,   0,  0, 0",
  })
  void theFormulaByItsPublishedNumbers(
      String name, String available, long safety, long threshold, long queue, long online) {
    List<StockRecord> stock = new ArrayList<>();
    List<Facility> facilities = new ArrayList<>();
    for (String units : available.isEmpty() ? new String[0] : available.split(" ")) {
      String id = "S" + stock.size();
      facilities.add(Facility.of(id));
      stock.add(record(id, Long.parseLong(units), 0));
    }
    stock.add(new Having(FacilityId.QUEUE, 0, 0, queue).record());
    RuleBook rules =
        book(new SafetyStock(StockQuantity.of(safety)), new Threshold(StockQuantity.of(threshold)));

    OnlineAvailability counted =
        OnlineAvailability.of(PRODUCT, stock, FacilityDirectory.of(facilities), rules);

    assertThat(counted.online()).isEqualTo(StockQuantity.of(online));
    assertThat(counted.queueDemand()).isEqualTo(StockQuantity.of(queue));
  }

  @Test
  void aProductOffTheChannelIsNotSoldWithAnyStock() {
    FacilityDirectory directory = FacilityDirectory.of(List.of(Facility.of("A")));

    OnlineAvailability counted =
        OnlineAvailability.of(
            PRODUCT, List.of(record("A", 100, 0)), directory, book(new Channel(false)));

    assertThat(counted.online()).isEqualTo(StockQuantity.ZERO);
    assertThat(counted.facilities())
        .extracting(OnlineAvailability.Share::counted)
        .containsExactly(units(100));
  }

  @Test
  void onlyListedStoresWithStockThatMayBeBrokeredAreEligible() {
    FacilityDirectory directory =
        FacilityDirectory.of(
            List.of(
                Facility.of("A"),
                Facility.of("CLOSED").deactivated(),
                typed("BROKERING", "virtual"),
                typed("SHOP", "CONFIGURATION"),
                Facility.of("NEVER")));
    RuleRow never =
        new RuleRow(
            1,
            new RuleSelector(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new FacilityId("NEVER")),
                Optional.empty()),
            new RuleValue.AllowBrokering(false));
    List<StockRecord> stock = new ArrayList<>();
    for (String id : List.of("A", "CLOSED", "BROKERING", "SHOP", "NEVER", "UNLISTED")) {
      stock.add(record(id, 5, 1));
    }

    OnlineAvailability counted =
        OnlineAvailability.of(
            PRODUCT, stock, directory, new RuleBook(Optional.empty(), List.of(never), Map.of()));

    assertThat(counted.facilities())
        .filteredOn(OnlineAvailability.Share::eligible)
        .extracting(OnlineAvailability.Share::facilityId)
        .containsExactly(new FacilityId("A"));
    assertThat(counted.online()).isEqualTo(units(4));
  }

  @Test
  void aResetThatWaitsForItsVarianceIsNotInTheNumber() {
    StockRecord waiting = new Having(new FacilityId("A"), 10, 8, 1).record();

    OnlineAvailability counted =
        OnlineAvailability.of(
            PRODUCT,
            List.of(waiting),
            FacilityDirectory.of(List.of(Facility.of("A"))),
            RuleBook.EMPTY);

    assertThat(waiting.availableToPromise()).as("the balance").isEqualTo(units(9));
    assertThat(counted.facilities().getFirst().availableToPromise()).isEqualTo(units(7));
    assertThat(counted.online()).isEqualTo(units(7));
  }

  @Test
  void theNumberNeverFallsBelowZeroNorDependsOnTheOrderOfTheStores() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      List<StockRecord> stock = new ArrayList<>();
      List<Facility> facilities = new ArrayList<>();
      long expected = 0;
      long safety = random.nextInt(6);
      for (int i = 0; i < random.nextInt(8); i++) {
        long units = random.nextInt(40) - 10;
        long reserved = random.nextInt(5);
        stock.add(record("S" + i, units, reserved));
        if (random.nextInt(4) > 0) {
          facilities.add(Facility.of("S" + i));
          expected += Math.max(0, units - reserved - safety);
        }
      }
      long queue = random.nextInt(10);
      long threshold = random.nextInt(10);
      stock.add(random.nextInt(stock.size() + 1), queue(queue));
      java.util.Collections.shuffle(stock, random);

      OnlineAvailability counted =
          OnlineAvailability.of(
              PRODUCT,
              stock,
              FacilityDirectory.of(facilities),
              book(new Threshold(units(threshold)), new SafetyStock(units(safety))));

      assertThat(counted.online().units())
          .as("seed %d", seed)
          .isEqualTo(Math.max(0, expected - queue - threshold));
    }
  }

  private static StockRecord queue(long reserved) {
    return new Having(FacilityId.QUEUE, 0, 0, reserved).record();
  }

  private static StockRecord record(String facility, long onHand, long reserved) {
    return new Having(new FacilityId(facility), onHand, onHand, reserved).record();
  }

  private record Having(FacilityId facility, long onHand, long settled, long reserved) {
    StockRecord record() {
      return new StockRecord(
          new StockKey(facility, U),
          units(onHand),
          units(settled),
          units(reserved),
          StockRecord.initial(new StockKey(facility, U), StockBaseline.NONE).settled(),
          Optional.empty(),
          1,
          0,
          Instant.MIN,
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          1);
    }
  }

  private static Facility typed(String id, String type) {
    return new Facility(
        new FacilityId(id),
        Optional.empty(),
        Optional.empty(),
        type,
        Optional.empty(),
        List.of(),
        true);
  }

  private static RuleBook book(RuleValue... effects) {
    List<RuleRow> rules = new ArrayList<>();
    for (RuleValue effect : effects) {
      rules.add(new RuleRow(1, RuleSelector.ALL, effect));
    }
    return new RuleBook(Optional.empty(), rules, Map.of());
  }

  private static StockQuantity units(long units) {
    return StockQuantity.of(units);
  }
}
