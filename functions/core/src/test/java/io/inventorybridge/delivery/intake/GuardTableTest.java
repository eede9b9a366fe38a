// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.GuardFinding;
import io.inventorybridge.delivery.GuardFinding.Verdict;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.settings.SettingLiteral;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guards of a store of 160 products whose nights are quiet: 4 units each, 3 numbers differ. */
class GuardTableTest {
  private static final int KEYS = 160;

  @TempDir Path disk;
  private IntakeFixture night;

  @BeforeEach
  void quietNights() {
    night = new IntakeFixture(disk);
    for (int upc = 1; upc <= KEYS; upc++) {
      night.balances.put(StockKey.of("A", "" + upc), StockQuantity.of(4));
    }
    for (int i = 0; i < 6; i++) {
      night.passes(Duration.ofDays(1));
      int tonight = i;
      night.drop(
          "incoming/sv/night-%d.csv".formatted(i),
          file(upc -> upc <= 3 ? 5 : 4) + "A,999,%d\n".formatted(tonight));
      night.settle();
    }
    night.passes(Duration.ofDays(1));
  }

  private static String file(IntUnaryOperator units) {
    return file(KEYS, units);
  }

  private static String file(int keys, IntUnaryOperator units) {
    return "STORE,UPC,QTY\n"
        + IntStream.rangeClosed(1, keys)
            .mapToObj(upc -> "A,%d,%d\n".formatted(upc, units.applyAsInt(upc)))
            .collect(Collectors.joining());
  }

  private DeliveryRecord drop(String name, String file) {
    night.drop("incoming/sv/" + name, file);
    return night.deliveries.ofSource("sv").stream()
        .max(Comparator.comparing(DeliveryRecord::uploaded))
        .orElseThrow();
  }

  private DeliveryRecord tonight(String file) {
    return drop("tonight.csv", file);
  }

  private static String sentence(DeliveryRecord record) {
    return record.reason().map(Object::toString).orElse("");
  }

  private static GuardFinding finding(DeliveryRecord record, String guard) {
    return record.findings().guards().stream()
        .filter(finding -> finding.name().equals(guard))
        .findFirst()
        .orElseThrow();
  }

  private static final String COUNTS =
      """
      # changed keys, their units, the sentence of the hold
      3   | 5   | ''
      96  | 5   | ''
      97  | 5   | 'CHANGED_SHARE: 97 of 160 numbers differ from the expected ones; a night''s median is 1.9 %'
      160 | 5   | 'CHANGED_SHARE: 160 of 160 numbers differ from the expected ones; a night''s median is 1.9 %'
      80  | 8   | ''
      80  | 9   | 'UNITS_MOVED: the numbers differ by 400 units where 640 are expected, over 160 keys; a night''s median is 0.5 %'
      143 | 0   | 'UNITS_MOVED: the numbers differ by 572 units where 640 are expected, over 160 keys; a night''s median is 0.5 %'
      """;

  @ParameterizedTest
  @CsvSource(textBlock = COUNTS, delimiter = '|')
  void aFileThatChangesMostNumbersOrUnitsIsHeld(int changed, int units, String sentence) {
    assertThat(sentence(tonight(file(upc -> upc <= changed ? units : 4)))).isEqualTo(sentence);
  }

  @Test
  void everyGuardStatesItsMeasurementItsLimitAndItsVerdictOnce() {
    DeliveryRecord record = tonight(file(upc -> 9));
    assertThat(record.findings().guards())
        .containsExactly(
            new GuardFinding(
                "snapshotAhead",
                "1 h 0 min before the upload",
                "more than 5 min after it",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "rowsBelow",
                "160 rows",
                "less than 1/3 times 161, the median of the last 6 deliveries",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "rowsAbove",
                "160 rows",
                "more than 3 times 161, the median of the last 6 deliveries",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "missingStore",
                "each of the 1 stores of every recent delivery",
                "a store missing that was in each of the last 6",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "sameBytesAsBefore",
                "other bytes",
                "the bytes of an accepted delivery under another snapshot time",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "keptNone",
                "160 rows kept",
                "no row kept, where one of the last 5 kept rows",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "unreadableShare", "0 of 160", "more than 50 % of the rows", Verdict.PASSED, ""),
            new GuardFinding(
                "rejectedShare",
                "0 of 160",
                "more than 20 % of the rows of catalog products",
                Verdict.PASSED,
                ""),
            new GuardFinding(
                "unitsMoved",
                "800 of 640 expected units, median 0.5 %",
                "more than 50 % of the expected units and 3 times the median",
                Verdict.HELD,
                ""),
            GuardFinding.notAsked("changedShare", "", "the guard before holds the delivery"),
            GuardFinding.notAsked("goingToZero", "", "the guard before holds the delivery"));
  }

  @Test
  void theFileOfAnEarlierNightUnderAnotherTimeIsHeld() {
    String earlier = night.text(night.keys("originals/").getFirst());
    assertThat(sentence(drop("delta_2026-11-30T19:00:00Z.csv", earlier)))
        .matches(
            "SAME_BYTES_AS_BEFORE: the file is byte for byte 20261124T190000Z-sv-[0-9a-f]{12},"
                + " whose quantities are as of 2026-11-24T19:00:00Z");
  }

  @Test
  void aFewRowsMayBeTheSameAgain() {
    night = new IntakeFixture(disk);
    for (int i = 1; i <= 2; i++) {
      DeliveryRecord record =
          drop("delta_2026-11-2%dT19:00:00Z.csv".formatted(i), file(19, upc -> 4));
      assertThat(sentence(record)).isEmpty();
      assertThat(finding(record, "sameBytesAsBefore").why())
          .isEqualTo("fewer than 20 rows are kept");
      night.passes(Duration.ofHours(1));
    }
  }

  @Test
  void aFileWithoutARowThatCanBeUsedIsHeldWithItsStoreCodes() {
    night.facilities = FacilityDirectory.of(List.of(Facility.of("B")));
    DeliveryRecord record = tonight("STORE,UPC,QTY\n001,1,4\n002,2,4\n001,3,4\n");
    assertThat(record.findings().unknownStores()).containsExactly("001", "002");
    // Too few rows and the missing store come first in the usual order.
    night.settings = withoutGuards("rowsBelow", "missingStore");
    night.passes(Duration.ofHours(1));
    assertThat(sentence(drop("later.csv", "STORE,UPC,QTY\n001,1,4\n002,2,4\n001,3,9\n")))
        .isEqualTo(
            "KEPT_NONE: none of the 3 rows is kept, and one of the last 5 deliveries kept rows;"
                + " its store codes 001, 002 are unknown");
  }

  @Test
  void aReleaseBeforeAnyStoreIsKnownHoldsAgain() {
    night = new IntakeFixture(disk);
    night.facilities = FacilityDirectory.of(List.of());
    DeliveryRecord held = tonight(file(upc -> 4));
    assertThat(sentence(held))
        .isEqualTo(
            "KEPT_NONE: no store is known yet, so none of the 160 rows can be kept; its store"
                + " codes A are unknown; import the facilities first");
    night.deciding().release(held.id(), Optional.empty());
    night.event("incoming/sv/released/" + held.id());
    assertThat(night.only().status()).isEqualTo(DeliveryRecord.Status.HELD);
    assertThat(night.keys("reset/")).isEmpty();
    night.facilities = FacilityDirectory.anyStore();
    night.deciding().release(held.id(), Optional.empty());
    night.event("incoming/sv/released/" + held.id());
    assertThat(night.only().status()).isEqualTo(DeliveryRecord.Status.RUNNING);
    assertThat(night.only().rows().kept()).isEqualTo(KEYS);
    assertThat(finding(night.only(), "goingToZero").why())
        .isEqualTo("an operator released the delivery");
  }

  private static final String REJECTS =
      """
      # bad rows, their text, the sentence of the hold
      32  | 'A,%d,x'   | ''
      33  | 'A,%d,x'   | 'REJECTED_SHARE: 33 of 160 rows of catalog products are rejected, more than 20 %'
      160 | 'A,%d,x'   | 'KEPT_NONE: none of the 160 rows is kept, and one of the last 5 deliveries kept rows'
      80  | 'A,%d,4,4' | ''
      81  | 'A,%d,4,4' | 'UNREADABLE_SHARE: 81 of 160 rows cannot be split into columns or decoded, more than 50 %'
      """;

  @ParameterizedTest
  @CsvSource(textBlock = REJECTS, delimiter = '|')
  void aFileOfWhichManyRowsAreRejectedIsHeldAndKeepsThem(int bad, String text, String sentence) {
    DeliveryRecord record =
        tonight(
            "STORE,UPC,QTY\n"
                + IntStream.rangeClosed(1, KEYS)
                    .mapToObj(upc -> upc <= bad ? text.formatted(upc) : "A,%d,4".formatted(upc))
                    .collect(Collectors.joining("\n", "", "\n")));
    assertThat(sentence(record)).isEqualTo(sentence);
    assertThat(night.text("rejects/" + record.id() + ".csv").lines()).hasSize(bad + 1);
  }

  @Test
  void everyRowOfANewRetailerRejectedIsHeld() {
    night = new IntakeFixture(disk);
    assertThat(sentence(tonight("STORE,UPC,QTY\nA,1,x\nA,2,y\n")))
        .isEqualTo("REJECTED_SHARE: 2 of 2 rows of catalog products are rejected, more than 20 %");
  }

  @Test
  void rowsOfAStoreThatWasUnknownBeforeDoNotCountAsRejected() {
    night.facilities = FacilityDirectory.of(List.of(Facility.of("A")));
    String strange =
        IntStream.rangeClosed(1, 50).mapToObj("C,%d,4\n"::formatted).collect(Collectors.joining());
    DeliveryRecord first = tonight(file(upc -> 4) + strange);
    assertThat(sentence(first))
        .isEqualTo(
            "REJECTED_SHARE: 50 of 210 rows of catalog products are rejected, more than 20 %");
    night.deciding().release(first.id(), Optional.empty());
    night.event("incoming/sv/released/" + first.id());
    night.settle();
    night.passes(Duration.ofDays(1));
    DeliveryRecord second = drop("next.csv", file(upc -> upc == 9 ? 5 : 4) + strange);
    assertThat(sentence(second)).isEmpty();
    assertThat(finding(second, "rejectedShare").measured()).isEqualTo("0 of 160");
  }

  @Test
  void aKeyThatMovedSinceTheSnapshotIsNotCompared() {
    night.balances.keySet().forEach(key -> night.movements.put(key, night.now()));
    DeliveryRecord record = tonight(file(upc -> 9));
    assertThat(sentence(record)).isEmpty();
    assertThat(finding(record, "unitsMoved").why()).isEqualTo("fewer than 20 keys have a baseline");
  }

  @Test
  void anInitialLoadThatWouldEmptyAKnownStoreIsHeldAlsoForTheKeysItOmits() {
    DeliveryRecord record = drop("initial/all.csv", file(16, upc -> 4));
    assertThat(sentence(record))
        .isEqualTo("GOING_TO_ZERO: 144 of 160 keys with stock would go to 0 or below");
    night.passes(Duration.ofHours(1));
    DeliveryRecord half = drop("initial/half.csv", file(17, upc -> 4));
    assertThat(sentence(half)).isEmpty();
    assertThat(finding(half, "goingToZero").measured()).isEqualTo("143 of 160 keys with stock");
  }

  @Test
  void theFirstLoadOfAStoreMayEmptyIt() {
    DeliveryRecord record = drop("initial/b.csv", "STORE,UPC,QTY\nB,1,0\n");
    assertThat(sentence(record)).isEmpty();
    assertThat(finding(record, "goingToZero").why())
        .isEqualTo("no store of the load has a baseline");
  }

  static InstallationSettings withoutGuards(String... names) {
    return InstallationSettings.of(
        List.of(
            new InstallationSettings.Layer(
                "test",
                new SettingLiteral.Table(
                    Map.of(
                        "guards",
                        new SettingLiteral.Table(
                            Stream.of(names)
                                .collect(
                                    Collectors.toMap(
                                        name -> name,
                                        name -> new SettingLiteral.NullValue()))))))));
  }
}
