// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.availability.brake.InputBrake.BrakeMeasurement;
import io.inventorybridge.availability.brake.InputBrake.MeasuredPair;
import io.inventorybridge.availability.brake.InputBrake.MeasuredShare;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.BrakeFinding.BrakeVerdict;
import io.inventorybridge.masterdata.imports.BrakeFinding.ChangedPair;
import io.inventorybridge.settings.BrakeSettings;
import io.inventorybridge.settings.ExactRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputBrakeTest {
  private static final BrakeSettings ONLY_CHANGING =
      new BrakeSettings(Optional.empty(), Optional.of(new ExactRatio(2, 5)), 20);

  /** Pairs as {@code count x now>then}; {@code -} is no longer published. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          a quarter falls to 0                | 25x5>0 75x5>5  | PASSED    | of 100 pairs above zero 25 would fall to 0 and 25 change by more than half
          more than a quarter falls to 0      | 26x5>0 74x5>5  | HELD      | 26 of 100 pairs above zero would fall to 0 or be published no longer; at most 25 % may
          a number below 0 counts as 0        | 26x5>-1 74x5>5 | HELD      | 26 of 100 pairs above zero would fall to 0 or be published no longer; at most 25 % may
          a pair leaves the shop              | 26x5>- 74x5>5  | HELD      | 26 of 100 pairs above zero would fall to 0 or be published no longer; at most 25 % may
          40 percent change by half           | 40x9>3 60x5>5  | PASSED    | of 100 pairs above zero 0 would fall to 0 and 40 change by more than half
          more than 40 percent change by half | 41x9>3 59x5>5  | HELD      | 41 of 100 pairs above zero would change by more than half; at most 40 % may
          exactly half is not more than half  | 100x8>4        | NOT_ASKED | no published pair above zero would fall to 0 or change by more than half
          one unit is not much                | 100x1>2        | NOT_ASKED | no published pair above zero would fall to 0 or change by more than half
          a rise counts as a change           | 41x4>7 59x5>5  | HELD      | 41 of 100 pairs above zero would change by more than half; at most 40 % may
          a small rise does not               | 100x4>6        | NOT_ASKED | no published pair above zero would fall to 0 or change by more than half
          nineteen pairs are too few to ask   | 19x5>0         | NOT_ASKED | 19 published pairs are above zero, and it is asked from 20 on
          twenty pairs are enough             | 20x5>0         | HELD      | 20 of 20 pairs above zero would fall to 0 or be published no longer; at most 25 % may
          nothing changes                     | 500x5>5        | NOT_ASKED | no published pair above zero would fall to 0 or change by more than half
          nothing is published                |                | NOT_ASKED | no published pair above zero would fall to 0 or change by more than half
          """,
      delimiter = '|')
  void theBrakeHoldsByShares(String name, String pairs, BrakeVerdict verdict, String sentence) {
    BrakeFinding finding = new InputBrake(BrakeSettings.DEFAULTS).judge(all(pairs(pairs)));

    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.sentence()).isEqualTo(sentence);
  }

  @Test
  void pairsOfUntouchedProductsCountAsUnchanged() {
    List<MeasuredPair> falling = pairs("30x5>0");
    BrakeFinding among100 =
        judge(new MeasuredShare(30, 30), new MeasuredShare(70, 70), falling, 70);
    BrakeFinding among120 =
        judge(new MeasuredShare(30, 30), new MeasuredShare(90, 90), falling, 90);

    assertThat(among100.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(among120.verdict()).isEqualTo(BrakeVerdict.PASSED);
    assertThat(among120.pairs()).isEqualTo(120);
  }

  @Test
  void aPartIsScaledToTheWholeExactly() {
    // 600 of 2,000 measured pairs fall, so 15,000 of 50,000; the rest has 10,000 pairs.
    BrakeFinding passed =
        judge(
            new MeasuredShare(50_000, 2_000),
            new MeasuredShare(20_000, 2_000),
            pairs("600x5>0 1400x5>5"),
            1_000);
    BrakeFinding held =
        judge(
            new MeasuredShare(50_000, 2_000),
            new MeasuredShare(20_000, 2_000),
            pairs("601x5>0 1399x5>5"),
            1_000);

    assertThat(passed.verdict()).isEqualTo(BrakeVerdict.PASSED);
    assertThat(passed.pairs()).isEqualTo(60_000);
    assertThat(passed.falling()).isEqualTo(15_000);
    assertThat(passed.unitsNow()).isEqualTo(75_000);
    assertThat(passed.isEstimated()).isTrue();
    assertThat(held.verdict()).isEqualTo(BrakeVerdict.HELD);
    assertThat(held.sentence())
        .isEqualTo(
            "15025 of 60000 pairs above zero would fall to 0 or be published no longer; at most 25 %"
                + " may, estimated on 2000 of 50000 products");
  }

  @Test
  void eachLimitIsSwitchedOffAlone() {
    List<MeasuredPair> emptied = pairs("100x1>0");

    assertThat(new InputBrake(BrakeSettings.OFF).judge(all(emptied)).sentence())
        .isEqualTo("the setting brake switches it off");
    assertThat(new InputBrake(ONLY_CHANGING).judge(all(emptied)).verdict())
        .as("they fall by one unit each")
        .isEqualTo(BrakeVerdict.PASSED);
    assertThat(new InputBrake(ONLY_CHANGING).judge(all(pairs("100x2>0"))).verdict())
        .isEqualTo(BrakeVerdict.HELD);
  }

  @Test
  void theTwentyLargestChangesAreListedTheLargestFirst() {
    List<MeasuredPair> pairs =
        LongStream.rangeClosed(1, 30)
            .mapToObj(n -> new MeasuredPair("u" + n, "i" + n, "70", n, Optional.empty()))
            .toList();

    BrakeFinding finding = new InputBrake(BrakeSettings.DEFAULTS).judge(all(pairs));

    assertThat(finding.largest()).hasSize(20);
    assertThat(finding.largest().getFirst())
        .isEqualTo(new ChangedPair("u30", "i30", "70", 30, Optional.empty()));
    assertThat(finding.largest().getLast().now()).isEqualTo(11);
    assertThat(finding.changed()).isEqualTo(30);
    assertThat(finding.unitsNow()).isEqualTo(465);
    assertThat(finding.unitsThen()).isZero();
  }

  @Test
  void aMeasurementThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new MeasuredShare(3, 4))
        .hasMessage("4 of 3 products cannot be measured");
    assertThatThrownBy(() -> new MeasuredShare(3, 0))
        .hasMessage("0 of 3 products cannot be measured");
    assertThatThrownBy(() -> new MeasuredPair("u", "i", "70", 0, Optional.empty()))
        .hasMessage("a measured pair is above zero, not 0");
  }

  private static BrakeFinding judge(
      MeasuredShare touched, MeasuredShare rest, List<MeasuredPair> pairs, long pairsOfRest) {
    return new InputBrake(BrakeSettings.DEFAULTS)
        .judge(new BrakeMeasurement(touched, rest, pairs, pairsOfRest));
  }

  private static BrakeMeasurement all(List<MeasuredPair> pairs) {
    return new BrakeMeasurement(
        new MeasuredShare(pairs.size(), pairs.size()), new MeasuredShare(0, 0), pairs, 0);
  }

  private static List<MeasuredPair> pairs(String written) {
    List<MeasuredPair> pairs = new ArrayList<>();
    for (String group : written == null ? new String[0] : written.split(" ")) {
      String[] parts = group.split("[x>]");
      for (int i = 0; i < Integer.parseInt(parts[0]); i++) {
        pairs.add(
            new MeasuredPair(
                "u" + pairs.size(),
                "i" + pairs.size(),
                "70",
                Long.parseLong(parts[1]),
                parts[2].equals("-") ? Optional.empty() : Optional.of(Long.parseLong(parts[2]))));
      }
    }
    return pairs;
  }
}
