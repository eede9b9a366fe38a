// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.morning.MorningSummary;
import io.inventorybridge.morning.ResetDifference;
import io.inventorybridge.morning.StoreDifferences;
import io.inventorybridge.page.Console;
import io.inventorybridge.page.Headline;
import io.inventorybridge.page.Headline.Step;
import io.inventorybridge.page.Numerals;
import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.Tone;
import io.inventorybridge.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the headline of a delivery: its result, and the next steps if it has a problem. */
record DeliveryHeadline(Known known, Explained explained, Console console) {
  /** The status in one word. */
  static String status(DeliveryRecord record) {
    return switch (record.status()) {
      case RUNNING -> "on its way";
      case SETTLED -> "settled";
      case HELD -> "held";
      case RELEASED -> "released";
      case REFUSED -> "refused";
      case QUARANTINED -> "quarantined";
    };
  }

  /** The headline from the record alone, before a comparison exists. */
  static Headline of(DeliveryRecord record, List<PartRecord> parts, Console console) {
    Known known =
        new Known(
            record,
            parts,
            Optional.empty(),
            new LargestDifferences(),
            List.of(),
            FacilityDirectory.of(List.of()),
            Map.of(),
            Settings.defaults());
    return new DeliveryHeadline(known, new Explained(record.id(), List.of()), console).headline();
  }

  Headline headline() {
    return switch (known.record().status()) {
      case SETTLED -> known.summary().map(this::compared).orElseGet(this::settled);
      case HELD -> held();
      case QUARANTINED -> quarantined();
      case RUNNING ->
          of(
              Tone.BUSY,
              "It is on its way: %d of %s settled."
                  .formatted(
                      settledParts(), Numerals.count(known.record().parts(), "part", "parts")),
              List.of(Step.of("Nothing to do; this page is written again when it is through.")));
      case RELEASED ->
          of(
              Tone.BUSY,
              known
                  .record()
                  .releasedAs()
                  .map("An operator let it go on, with another snapshot time, as %s."::formatted)
                  .orElse("An operator let it go on; its file is being read again."),
              List.of());
      case REFUSED ->
          of(Tone.QUIET, "An operator turned it down. Nothing of it was applied.", List.of());
    };
  }

  // ------------------------------------------------------------------------------- it is settled

  private Headline settled() {
    return of(
        Tone.GOOD,
        "The delivery is in: %s."
            .formatted(Numerals.count(known.record().rows().kept(), "number", "numbers")),
        List.of(
            Step.of(
                "It is being compared with what was expected; the page is written again then.")));
  }

  private Headline compared(MorningSummary summary) {
    List<StoreDifferences> dead =
        Explained.stores(summary).stream().filter(StoreDifferences::feedIsDead).toList();
    if (!dead.isEmpty()) {
      return deadFeeds(dead);
    }
    if (!summary.silentStores().isEmpty()) {
      return silentStores(summary);
    }
    return of(
        oddRejects() ? Tone.LOOK : Tone.GOOD, asExpected(summary) + rejectsInWords(), rejects());
  }

  private String asExpected(MorningSummary summary) {
    MorningSummary.Differences differences = summary.differences();
    if (differences.keys() == 0) {
      return "The delivery is in; no row of it is of a product sold online.";
    }
    if (differences.compared() == 0) {
      return "The delivery is in: %s, and nothing before to compare %s with."
          .formatted(
              Numerals.count(differences.keys(), "number", "numbers"),
              differences.keys() == 1 ? "it" : "them");
    }
    return differences.differing() == 0
        ? "The delivery is in, and every number compared (%s) is what we expected."
            .formatted(Numerals.count(differences.compared()))
        : "The delivery is in. %s of %s compared %s not what we expected."
            .formatted(
                Numerals.count(differences.differing()),
                Numerals.count(differences.compared(), "number", "numbers"),
                differences.differing() == 1 ? "was" : "were");
  }

  private Headline deadFeeds(List<StoreDifferences> dead) {
    StoreDifferences worst = dead.getFirst();
    String others =
        dead.size() == 1
            ? ""
            : ", and those of %s"
                .formatted(Numerals.count(dead.size() - 1, "other store", "other stores"));
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Ask the store, or whoever looks after its POS feed, why no sale arrives. The numbers"
                + " are right again as of this file; until the feed is back, what the store sells"
                + " reaches the shop only with the next one."));
    known.largest().of(worst.store()).ifPresent(row -> steps.add(look(row)));
    return of(
        Tone.LOOK,
        "The tills of %s%s report nothing: %s of its %s products differed."
            .formatted(
                known.called(worst.store()),
                others,
                Numerals.count(worst.differing()),
                Numerals.count(worst.compared())),
        steps);
  }

  private Step look(ResetDifference row) {
    return new Step(
        "See it in the product that differs most there, %s:".formatted(row.upca()),
        console.explain(row.key(), row.upca()),
        explained.link(row.key()));
  }

  private Headline silentStores(MorningSummary summary) {
    int stores = summary.silentStores().size();
    String who =
        stores == 1
            ? "the tills of %s were"
                .formatted(known.called(summary.silentStores().getFirst().store()))
            : "the tills of %s were".formatted(Numerals.count(stores, "store", "stores"));
    String in = asExpected(summary);
    return of(
        Tone.LOOK,
        "%s But %s silent all through their last opening.".formatted(in, who),
        List.of(Step.of("Ask whether the stores were open, and whether their POS feed runs.")));
  }

  private boolean oddRejects() {
    return DescribingDelivery.isOdd(known, RowCounts::rejectedRows);
  }

  private String rejectsInWords() {
    long rejected = known.record().rows().rejectedRows();
    return rejected == 0
        ? ""
        : " %s rejected.".formatted(Numerals.count(rejected, "row was", "rows were"));
  }

  private List<Step> rejects() {
    return known.record().rows().rejectedRows() == 0
        ? List.of(Step.of("Nothing to do."))
        : List.of(
            Step.of(
                "Nothing has to be done. Rejected rows can be put right in their file (linked"
                    + " below) and dropped again:",
                console.dropCorrections(known.record().source())));
  }

  // ---------------------------------------------------------------------------------- it waits

  private Headline held() {
    DeliveryId id = known.record().id();
    String source = known.record().source();
    String reason = known.record().reason().orElse("");
    HeldReason held = HeldReason.of(reason);
    Step refuse = Step.of("If it is the wrong file, turn it down:", console.refuse(id));
    Step again = Step.of("Then drop the right one:", console.drop(source));
    List<Step> steps =
        switch (held.release()) {
          case NEVER ->
              List.of(Step.of("It cannot be let go on. Turn it down:", console.refuse(id)), again);
          case WITH_SNAPSHOT_TIME ->
              List.of(
                  Step.of(
                      "If you know when its quantities were true, let it go on with that time:",
                      console.releaseTrueAt(id)),
                  refuse,
                  again);
          case AS_IT_IS ->
              held == HeldReason.NO_CATALOG
                  ? List.of(
                      Step.of("Drop the catalogue:", console.dropCatalog()),
                      Step.of("Then let the delivery go on:", console.release(id)))
                  : List.of(
                      refuse,
                      again,
                      Step.of("If it is right as it is, let it go on:", console.release(id)));
        };
    return new Headline(
        Tone.ACT,
        status(known.record()),
        "%s Nothing of it was applied; the shop goes on with the numbers before."
            .formatted(ofHeld(held)),
        Optional.of(OutsideText.sentence(reason)),
        steps);
  }

  private static String ofHeld(HeldReason reason) {
    return switch (reason) {
      case EMPTY -> "The file is empty.";
      case NOT_CSV -> "The file is no table of stock.";
      case MISSING_COLUMN -> "The file lacks a column.";
      case AMBIGUOUS_COLUMN -> "The file has a column twice.";
      case DAMAGED -> "The file is damaged.";
      case NOT_ONE_ENTRY -> "The archive does not hold exactly one file.";
      case TOO_LARGE -> "The file is too large.";
      case CHANGED_WHILE_READ -> "The file was replaced while it was read.";
      case BAD_SNAPSHOT_TIME -> "Nobody can tell when its quantities were true.";
      case REJECTS_WITHOUT_SNAPSHOT_TIME ->
          "It is a file of rejected rows that does not say when they were true.";
      case NO_CATALOG -> "There is no catalogue yet.";
      case SAME_BYTES_LATER -> "The same file came before.";
      case REFUSED_BEFORE -> "The same file was turned down before.";
      case SNAPSHOT_AHEAD -> "Its quantities claim to be of the future.";
      case FEW_ROWS -> "The file is much smaller than usual.";
      case MANY_ROWS -> "The file is much larger than usual.";
      case MISSING_STORE -> "A store is missing that was always there.";
      case GOING_TO_ZERO -> "An unusual share of the stock would vanish.";
    };
  }

  private Headline quarantined() {
    long failed =
        known.parts().stream()
            .filter(part -> part.status() == PartRecord.Status.QUARANTINED)
            .count();
    int parts = known.record().parts();
    return new Headline(
        Tone.ACT,
        status(known.record()),
        (parts <= 1
                ? "The delivery's only part could not be imported."
                : "%d of %d parts could not be imported; %s settled."
                    .formatted(failed, parts, are(settledParts())))
            + " Its products are sold by the numbers before.",
        known.record().reason().map(OutsideText::sentence),
        List.of(
            Step.of(
                "What was applied stays and does no harm. Put right what the reason names; when it"
                    + " was a passing failure there is nothing to put right."),
            Step.of(
                "When that is done, send it on its way again:",
                console.retry(known.record().id()))));
  }

  private static String are(long parts) {
    return parts == 1 ? "1 is" : "%d are".formatted(parts);
  }

  private long settledParts() {
    return known.parts().stream()
        .filter(part -> part.status() == PartRecord.Status.SETTLED)
        .count();
  }

  private Headline of(Tone tone, String sentence, List<Step> steps) {
    return new Headline(
        tone,
        status(known.record()),
        sentence,
        known.record().status() == DeliveryRecord.Status.SETTLED
            ? Optional.empty()
            : known.record().reason().map(OutsideText::sentence),
        steps);
  }
}
