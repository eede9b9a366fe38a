// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.DeliveryUndo.UndoTotals;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.delivery.UndoMembership;
import io.inventorybridge.delivery.undo.UndoOutcome;
import io.inventorybridge.delivery.undo.UndoOutcome.NumberChange;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An undone delivery counts as if it had never come, with everything that was cut from it. */
class UndoingDeliveryTest {
  private static final String MONDAY = "2026-11-22T06:00:00Z";
  private static final String TUESDAY = "2026-11-23T06:00:00Z";
  private static final String WEDNESDAY = "2026-11-24T06:00:00Z";
  private static final int REACH = 14;
  private static final BooleanSupplier NO_TIME = () -> false;
  private final SettlementFixture shop = new SettlementFixture();

  @Test
  void everyKeyOfAnUndoneDeliveryHasTheNumberItWouldHaveWithoutIt() {
    SettlementFixture without = new SettlementFixture();
    for (SettlementFixture each : List.of(shop, without)) {
      each.apply(each.delivery(MONDAY, "NY 11 10", "NY 12 5"));
    }
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 0", "NY 12 5", "NY 13 9");
    shop.apply(wrong);
    for (SettlementFixture each : List.of(shop, without)) {
      each.sale("NY", "11", "s1", "2026-11-23T12:00:00Z");
    }
    assertThat(undo(wrong)).isInstanceOf(UndoOutcome.Completed.class);
    for (String upc : List.of("11", "12", "13")) {
      StockRecord record = shop.record("NY", upc);
      StockRecord expected = without.record("NY", upc);
      assertThat(record.onHand()).isEqualTo(expected.onHand());
      assertThat(record.settledOnHand()).isEqualTo(expected.settledOnHand());
      assertThat(record.settled().baseline()).isEqualTo(expected.settled().baseline());
      assertThat(record.pending()).isEqualTo(expected.pending());
    }
    assertThat(record(wrong).status()).isEqualTo(Status.UNDONE);
    assertThat(record(wrong).undo().orElseThrow().totals())
        .isEqualTo(new UndoTotals(3, 2, StockQuantity.of(19), 0));
    assertThat(shop.reports).endsWith(wrong);
  }

  @Test
  void aCallWithoutTimeDoesOneBatchAndTheNextOneContinues() {
    shop.apply(delivery(MONDAY, 250, 8));
    DeliveryId wrong = delivery(TUESDAY, 250, 3);
    shop.apply(wrong);
    UndoOutcome outcome = shop.undoing(REACH).run(wrong, "", UndoTotals.NONE, NO_TIME);
    int calls = 1;
    while (outcome instanceof UndoOutcome.Continues more) {
      assertThat(record(wrong).status()).isEqualTo(Status.UNDOING);
      outcome = shop.undoing(REACH).run(wrong, more.cursor(), more.totals(), NO_TIME);
      calls++;
    }
    assertThat(calls).as("250 rows by 100 in a pass, and a second pass").isGreaterThanOrEqualTo(6);
    assertThat(record(wrong).undo().orElseThrow().totals())
        .isEqualTo(new UndoTotals(250, 250, StockQuantity.of(1250), 0));
    assertThat(shop.onHand("NY", "349")).isEqualTo(8);
  }

  @Test
  void aPartThatHasNotBegunIsVoidBeforeItsRowsCome() {
    shop.apply(shop.delivery(MONDAY, "NY 11 10", "NY 12 5"));
    DeliveryId wrong =
        shop.delivery(
            DeliveryKind.ORDINARY, TUESDAY, List.of(List.of("NY 11 1"), List.of("NY 12 1")));
    shop.compute(wrong, 1);
    shop.reset(wrong, 1);
    undo(wrong);
    assertThat(record(wrong).undo().orElseThrow().totals())
        .as("only the first row had become a baseline, and was never settled")
        .isEqualTo(new UndoTotals(2, 0, StockQuantity.ZERO, 1));
    assertThat(shop.compute(wrong, 2)).isEqualTo(new ComputingVariance.VoidDelivery());
    assertThat(shop.reset(wrong, 2)).isEqualTo(PartRecord.ResetTotals.NONE);
    assertThat(shop.settle(wrong, 1)).isEqualTo(SettlingPart.SettlementOutcome.UNDONE);
    assertThat(shop.settle(wrong, 2)).isEqualTo(SettlingPart.SettlementOutcome.UNDONE);
    assertThat(record(wrong).status()).isEqualTo(Status.UNDONE);
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
    assertThat(shop.onHand("NY", "12")).isEqualTo(5);
  }

  @Test
  void aPartThatWasNeverSentHasNoRowsToUndo() {
    DeliveryId wrong =
        shop.delivery(
            DeliveryKind.ORDINARY, TUESDAY, List.of(List.of("NY 11 1"), List.of("NY 12 1")));
    shop.files.delete("reset/" + wrong + "/part-0002.csv");
    undo(wrong);
    assertThat(record(wrong).undo().orElseThrow().totals().keys()).isEqualTo(1);
  }

  @Test
  void aQuarantinedDeliveryIsUndoneAndNotQuarantinedAgain() {
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 10");
    shop.compute(wrong);
    shop.reset(wrong);
    PartRecord.Failure failure = new PartRecord.Failure("ImportVariance", "E", "because");
    shop.settling.quarantine(wrong, new PartName(1), "a1", failure);
    assertThat(record(wrong).status()).isEqualTo(Status.QUARANTINED);
    undo(wrong);
    shop.settling.quarantine(wrong, new PartName(1), "a2", failure);
    assertThat(record(wrong).status()).isEqualTo(Status.UNDONE);
    assertThat(record(wrong).reason()).isEmpty();
    assertThat(shop.onHand("NY", "11")).isZero();
  }

  @Test
  void backfillsAndCorrectionsComeAlong() {
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 10");
    DeliveryId backfill = shop.backfill(wrong, TUESDAY, "NY 12 20");
    DeliveryId correction = shop.correction(wrong, TUESDAY, "NY 13 30");
    DeliveryId corrected = shop.correction(correction, TUESDAY, "NY 14 40");
    DeliveryId other = shop.correction(shop.delivery(MONDAY, "NY 15 1"), MONDAY, "NY 15 50");
    for (DeliveryId each : List.of(wrong, backfill, correction, corrected, other)) {
      shop.apply(each);
    }
    assertThat(preview(wrong).along()).containsExactly(correction, corrected, backfill);
    undo(wrong);
    for (String upc : List.of("11", "12", "13", "14")) {
      assertThat(shop.onHand("NY", upc)).as(upc).isZero();
    }
    assertThat(shop.onHand("NY", "15")).isEqualTo(50);
    for (DeliveryId each : List.of(backfill, correction, corrected)) {
      assertThat(record(each).status()).isEqualTo(Status.UNDONE);
      assertThat(record(each).undo().orElseThrow().of()).isEqualTo(wrong);
    }
    assertThat(record(wrong).undo().orElseThrow().totals())
        .isEqualTo(new UndoTotals(4, 4, StockQuantity.of(100), 0));
    assertThat(shop.reports).contains(backfill, correction, corrected, wrong);
    assertThat(record(other).status()).isEqualTo(Status.SETTLED);
  }

  @Test
  void aCorrectionAloneIsUndoneWithoutItsDelivery() {
    DeliveryId right = shop.delivery(TUESDAY, "NY 11 10");
    shop.apply(right);
    DeliveryId correction = shop.correction(right, TUESDAY, "NY 12 30");
    shop.apply(correction);
    undo(correction);
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
    assertThat(shop.onHand("NY", "12")).isZero();
    assertThat(record(right).status()).isEqualTo(Status.SETTLED);
  }

  @Test
  void theDeliveryIsUndoneWhenItsCorrectionStatesTheSameKey() {
    shop.apply(shop.delivery(MONDAY, "NY 11 10"));
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 4");
    shop.apply(wrong);
    shop.apply(shop.correction(wrong, TUESDAY, "NY 11 6"));
    UndoOutcome.UndoPreview preview = preview(wrong);
    assertThat(preview.largest())
        .containsExactly(
            new NumberChange(
                StockKey.of("NY", "11"), "11", StockQuantity.of(6), StockQuantity.of(10)));
    undo(wrong);
    assertThat(shop.onHand("NY", "11")).isEqualTo(10);
  }

  @Test
  void thePreviewIsTheOutcomeAndChangesNothing() {
    shop.apply(delivery(MONDAY, 30, 100));
    List<String> rows =
        new ArrayList<>(
            IntStream.range(0, 30).mapToObj(i -> "NY %d %d".formatted(100 + i, i)).toList());
    DeliveryId wrong = shop.delivery(TUESDAY, rows.toArray(String[]::new));
    shop.apply(wrong);
    long version = shop.record("NY", "100").version();
    UndoOutcome.UndoPreview preview = preview(wrong);
    assertThat(shop.record("NY", "100").version()).isEqualTo(version);
    assertThat(record(wrong).status()).isEqualTo(Status.SETTLED);
    assertThat(preview.complete()).isTrue();
    assertThat(preview.largest()).hasSize(20);
    assertThat(preview.largest().getFirst())
        .isEqualTo(
            new NumberChange(
                StockKey.of("NY", "100"), "100", StockQuantity.ZERO, StockQuantity.of(100)));
    undo(wrong);
    assertThat(record(wrong).undo().orElseThrow().totals()).isEqualTo(preview.totals());
  }

  @Test
  void aPreviewWithoutTimeSaysThatItIsIncomplete() {
    DeliveryId wrong = delivery(TUESDAY, 150, 8);
    shop.apply(wrong);
    UndoOutcome outcome = shop.undoing(REACH).preview(wrong, NO_TIME);
    assertThat(outcome).isInstanceOf(UndoOutcome.UndoPreview.class);
    assertThat(((UndoOutcome.UndoPreview) outcome).complete()).isFalse();
  }

  @Test
  void undoingTwiceIsUndoingOnce() {
    shop.apply(shop.delivery(MONDAY, "NY 11 10"));
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 4");
    shop.apply(wrong);
    undo(wrong);
    DeliveryRecord after = record(wrong);
    assertThat(undo(wrong)).isEqualTo(new UndoOutcome.UndoneBefore(after));
    assertThat(shop.undoing(REACH).preview(wrong, SettlementFixture.ALL_THE_TIME))
        .isEqualTo(new UndoOutcome.UndoneBefore(after));
    assertThat(record(wrong)).isEqualTo(after);
  }

  @Test
  void anUndoThatDiedAfterItsLastPassIsCompletedByTheNext() {
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 4");
    DeliveryId backfill = shop.backfill(wrong, TUESDAY, "NY 12 20");
    shop.apply(wrong);
    undo(wrong);
    DeliveryRecord member = record(backfill);
    shop.deliveries.replace(member.withUndo(Status.UNDOING, member.undo().orElseThrow()));
    shop.reports.clear();
    undo(wrong);
    assertThat(record(backfill).status()).isEqualTo(Status.UNDONE);
    assertThat(shop.reports).containsExactly(backfill, wrong);
  }

  @Test
  void aDeliveryThatIsAcceptedWhileItsOriginalIsUndoneJoinsTheUndo() {
    DeliveryId wrong = delivery(TUESDAY, 150, 8);
    shop.apply(wrong);
    UndoOutcome begun = shop.undoing(REACH).run(wrong, "", UndoTotals.NONE, NO_TIME);
    DeliveryId late = shop.correction(wrong, TUESDAY, "NY 11 30");
    UndoMembership membership = new UndoMembership(shop.deliveries);
    assertThat(membership.join(record(late), wrong).map(DeliveryRecord::status))
        .contains(Status.UNDOING);
    assertThat(record(wrong).undo().orElseThrow().along()).containsExactly(late);
    UndoOutcome.Continues more = (UndoOutcome.Continues) begun;
    shop.undoing(REACH).run(wrong, more.cursor(), more.totals(), SettlementFixture.ALL_THE_TIME);
    assertThat(record(late).status()).isEqualTo(Status.UNDONE);
    DeliveryId later = shop.backfill(wrong, TUESDAY, "NY 12 30");
    assertThat(membership.join(record(later), wrong).map(DeliveryRecord::status))
        .contains(Status.UNDONE);
    DeliveryId right = shop.delivery(WEDNESDAY, "NY 11 3");
    assertThat(membership.join(record(shop.correction(right, WEDNESDAY, "NY 12 3")), right))
        .isEmpty();
  }

  @Test
  void aCorrectionThatWasAcceptedBetweenTwoPassesIsUndoneToo() {
    DeliveryId wrong = delivery(TUESDAY, 150, 8);
    shop.apply(wrong);
    UndoOutcome.Continues begun =
        (UndoOutcome.Continues) shop.undoing(REACH).run(wrong, "", UndoTotals.NONE, NO_TIME);
    DeliveryId late = shop.correction(wrong, TUESDAY, "NY 11 30");
    shop.reset(late);
    shop.undoing(REACH).run(wrong, begun.cursor(), begun.totals(), SettlementFixture.ALL_THE_TIME);
    assertThat(record(late).status()).isEqualTo(Status.UNDONE);
    assertThat(shop.onHand("NY", "11")).isZero();
    assertThat(record(wrong).undo().orElseThrow().along()).containsExactly(late);
  }

  @Test
  void anUnknownDeliveryIsNotUndone() {
    assertThat(refusal(new DeliveryId("20261124T060000Z-us-0123456789ab")))
        .isEqualTo(
            "there is no delivery 20261124T060000Z-us-0123456789ab; take the id from its report or its page");
  }

  @Test
  void aBackfillIsNotUndoneAlone() {
    DeliveryId original = shop.delivery(TUESDAY, "NY 11 10");
    DeliveryId backfill = shop.backfill(original, TUESDAY, "NY 12 20");
    assertThat(refusal(backfill))
        .isEqualTo(
            "%s is a backfill, which is not undone alone; undo %s instead"
                .formatted(backfill, original));
  }

  @Test
  void anInitialLoadIsNotUndone() {
    DeliveryId load = shop.delivery(DeliveryKind.INITIAL, TUESDAY, List.of(List.of("NY 11 10")));
    assertThat(refusal(load))
        .isEqualTo(load + " is an initial load, which is not undone; drop a new initial load");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"HELD", "REFUSED", "RELEASED"})
  void aDeliveryThatWasNeverAppliedIsNotUndone(Status status) {
    DeliveryId id = shop.delivery(TUESDAY, "NY 11 10");
    shop.deliveries.replace(
        record(id).with(status, Optional.of(StatedReason.of(HeldReason.FEW_ROWS, "few"))));
    assertThat(refusal(id))
        .isEqualTo(
            id
                + " cannot be undone: it was "
                + switch (status) {
                  case REFUSED -> "refused and never applied; there is nothing to do";
                  case HELD -> "held and never applied; refuse it instead";
                  default -> "released and its file is being read; wait for its report";
                });
  }

  @Test
  void aHeldDeliveryThatWasReleasedAsAnotherOneIsUndoneAsThatOne() {
    DeliveryId held = shop.delivery(TUESDAY, "NY 11 10");
    DeliveryId became = shop.delivery(WEDNESDAY, "NY 11 10");
    shop.deliveries.replace(record(held).with(Status.RELEASED).releasedAs(became));
    assertThat(refusal(held))
        .isEqualTo(
            "%s cannot be undone: it was released as %s; undo that one".formatted(held, became));
  }

  @Test
  void aDeliveryBeyondTheReachIsNotUndone() {
    DeliveryId old = shop.delivery(MONDAY, "NY 11 10");
    DeliveryId newer = shop.delivery(TUESDAY, "NY 11 11");
    DeliveryId newest = shop.delivery(WEDNESDAY, "NY 11 12");
    for (DeliveryId each : List.of(old, newer, newest)) {
      shop.apply(each);
    }
    UndoOutcome outcome =
        shop.undoing(1).run(old, "", UndoTotals.NONE, SettlementFixture.ALL_THE_TIME);
    assertThat(outcome)
        .isEqualTo(
            new UndoOutcome.Impossible(
                old
                    + " cannot be undone: 2 newer deliveries of its source are accepted, and the"
                    + " setting undoReach is 1; drop a newer file"));
    undo(newest);
    assertThat(shop.undoing(1).run(old, "", UndoTotals.NONE, SettlementFixture.ALL_THE_TIME))
        .as("an undone delivery does not count")
        .isInstanceOf(UndoOutcome.Completed.class);
  }

  @Test
  void aDeliveryWithoutItsRowsIsNotUndone() {
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 10");
    shop.apply(wrong);
    shop.files.delete("reset/" + wrong + "/part-0001.csv");
    assertThat(refusal(wrong))
        .isEqualTo(
            "%s cannot be undone: the rows of %s/part-0001.csv are not stored any more; drop a newer file"
                .formatted(wrong, wrong));
    assertThat(record(wrong).status()).isEqualTo(Status.SETTLED);
  }

  @Test
  void aDeliveryThatComesAlongIsUndoneByTheOtherOnesName() {
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 10");
    DeliveryId correction = shop.correction(wrong, TUESDAY, "NY 12 30");
    DeliveryRecord member = record(correction);
    shop.deliveries.replace(
        member.withUndo(Status.UNDOING, DeliveryUndo.begin(wrong, member.uploaded(), List.of())));
    assertThat(refusal(correction))
        .isEqualTo("%s is being undone with %s; undo that one again".formatted(correction, wrong));
  }

  @Test
  void aTextThatIsNotACursorIsRefused() {
    DeliveryId wrong = shop.delivery(TUESDAY, "NY 11 10");
    assertThatThrownBy(() -> shop.undoing(REACH).run(wrong, "1/2", UndoTotals.NONE, NO_TIME))
        .hasMessage("'1/2' is not the cursor of an undo; begin again without a cursor");
  }

  private DeliveryId delivery(String snapshot, int keys, int quantity) {
    return shop.delivery(
        snapshot,
        IntStream.range(0, keys)
            .mapToObj(i -> "NY %d %d".formatted(100 + i, quantity))
            .toArray(String[]::new));
  }

  private UndoOutcome undo(DeliveryId id) {
    return shop.undoing(REACH).run(id, "", UndoTotals.NONE, SettlementFixture.ALL_THE_TIME);
  }

  private UndoOutcome.UndoPreview preview(DeliveryId id) {
    return (UndoOutcome.UndoPreview)
        shop.undoing(REACH).preview(id, SettlementFixture.ALL_THE_TIME);
  }

  private String refusal(DeliveryId id) {
    UndoOutcome outcome = undo(id);
    assertThat(shop.undoing(REACH).preview(id, SettlementFixture.ALL_THE_TIME)).isEqualTo(outcome);
    return ((UndoOutcome.Impossible) outcome).sentence();
  }

  private DeliveryRecord record(DeliveryId id) {
    return shop.deliveries.find(id).orElseThrow();
  }
}
