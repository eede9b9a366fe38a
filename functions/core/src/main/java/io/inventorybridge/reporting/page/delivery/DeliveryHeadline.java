// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.reporting.morning.AgingUnits;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.settings.InstallationSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the headline of a delivery: its result, and the next steps if it has a problem. */
record DeliveryHeadline(DeliveryContext known, ExplainedKeys explained, OperatorCommands console) {
  /** The most orders that a headline names. */
  private static final int MOST_ORDERS = 5;

  /** The status in one word. */
  static String status(DeliveryRecord record) {
    return switch (record.status()) {
      case RUNNING -> "in progress";
      case SETTLED -> "settled";
      case HELD -> "held";
      case RELEASED -> "released";
      case REFUSED -> "refused";
      case QUARANTINED -> "quarantined";
      case UNDOING -> "being undone";
      case UNDONE -> "undone";
    };
  }

  /** The headline from the record alone, before a comparison exists. */
  static PageHeadline of(DeliveryRecord record, List<PartRecord> parts, OperatorCommands console) {
    DeliveryContext known =
        new DeliveryContext(
            record,
            parts,
            Optional.empty(),
            new LargestDifferences(),
            List.of(),
            FacilityDirectory.of(List.of()),
            Map.of(),
            InstallationSettings.defaults());
    return new DeliveryHeadline(known, new ExplainedKeys(record.id(), List.of()), console)
        .headline();
  }

  PageHeadline headline() {
    return switch (known.record().status()) {
      case SETTLED -> known.summary().map(this::compared).orElseGet(this::settled);
      case HELD -> held();
      case QUARANTINED -> quarantined();
      case RUNNING ->
          of(
              PageSeverity.BUSY,
              "The import is in progress: %d of %s settled."
                  .formatted(
                      settledParts(),
                      PageNumberFormat.count(known.record().parts(), "part", "parts")),
              List.of(Step.of("Nothing to do. This page is updated when the import is complete.")));
      case RELEASED ->
          of(
              PageSeverity.BUSY,
              known
                  .record()
                  .releasedAs()
                  .map("An operator released it with another snapshot time, as %s."::formatted)
                  .orElse("An operator released it; its file is being read again."),
              List.of());
      case REFUSED ->
          of(PageSeverity.QUIET, "An operator refused it. Nothing was applied.", List.of());
      case UNDOING ->
          of(
              PageSeverity.BUSY,
              "An operator undoes it: its products fall back to the numbers before it, one by one.",
              List.of(Step.of("Nothing to do. This page is updated when the undo is complete.")));
      case UNDONE -> undone(known.record().undo().orElseThrow());
    };
  }

  // --------------------------------------------------------------------------------------- undone

  private PageHeadline undone(DeliveryUndo undo) {
    DeliveryId id = known.record().id();
    if (!undo.of().equals(id)) {
      return of(
          PageSeverity.QUIET,
          "It was undone with %s, to which it belongs. None of its numbers counts any more."
              .formatted(undo.of()),
          List.of());
    }
    return of(
        PageSeverity.QUIET,
        "An operator undid it: %s, %s in all; the shop follows with the next sync.%s"
            .formatted(
                PageNumberFormat.count(
                    undo.totals().changed(), "number fell back", "numbers fell back"),
                PageNumberFormat.count(undo.totals().units().units(), "unit", "units"),
                alongInWords(undo)),
        List.of(
            Step.of(
                "If its file was the wrong one, drop the right one:",
                console.drop(known.record().source()))));
  }

  private static String alongInWords(DeliveryUndo undo) {
    return undo.along().isEmpty()
        ? ""
        : " %s came along."
            .formatted(
                PageNumberFormat.count(
                    undo.along().size(), "backfill or correction", "backfills and corrections"));
  }

  // -------------------------------------------------------------------------------------- settled

  private PageHeadline settled() {
    return of(
        concerns().isEmpty() && !unusualRejects() ? PageSeverity.GOOD : PageSeverity.LOOK,
        "The delivery was imported: %s.%s"
            .formatted(
                PageNumberFormat.count(known.record().rows().kept(), "number", "numbers"),
                rejectsInWords()),
        steps(
            List.of(
                Step.of(
                    "The comparison with the expected quantities is in progress. This page is"
                        + " updated when it is complete."))));
  }

  private PageHeadline compared(MorningSummary summary) {
    if (summary.differences().fileIsSuspect()) {
      return suspectFile(summary);
    }
    List<StoreDifferences> dead =
        ExplainedKeys.stores(summary).stream().filter(StoreDifferences::feedIsDead).toList();
    if (!dead.isEmpty()) {
      return deadFeeds(dead);
    }
    if (!summary.silentStores().isEmpty()) {
      return silentStores(summary);
    }
    List<String> odd = DeliveryPageBuilder.oddFigures(known);
    boolean green = odd.isEmpty() && concerns().isEmpty() && !unusualRejects();
    return of(
        green ? PageSeverity.GOOD : PageSeverity.LOOK,
        asExpected(summary) + rejectsInWords() + unusual(odd) + oldOrdersInWords(summary),
        steps(
            odd.isEmpty()
                ? List.of()
                : List.of(Step.of("Look at the unusual figures, which the charts below mark."))));
  }

  private List<String> concerns() {
    return DeliveryConcerns.of(known.record(), known.summary());
  }

  private static String unusual(List<String> odd) {
    return odd.isEmpty() ? "" : " Unusual: %s.".formatted(String.join(", ", odd));
  }

  private String oldOrdersInWords(MorningSummary summary) {
    MorningSummary.Count old = summary.aging().old();
    return old.keys() == 0
        ? ""
        : " %s of orders left more than %d days ago, and Retail Pro still does not know them."
            .formatted(
                PageNumberFormat.count(old.units().units(), "unit", "units"),
                MorningSummary.Aging.DAYS.getLast());
  }

  /** The steps for all concerns; "nothing to do" only where there is none. */
  private List<Step> steps(List<Step> others) {
    List<Step> steps = new ArrayList<>(others);
    DeliveryRecord record = known.record();
    if (DeliveryConcerns.isUnswept(record)) {
      steps.add(
          new Step(
              "The load emptied no key, because %s may be of any key. Correct them, and drop the whole load again:"
                  .formatted(
                      PageNumberFormat.count(
                          record.findings().rejectedKeys().unnamed(),
                          "unusable row",
                          "unusable rows")),
              Optional.of(console.dropInitial(record.source())),
              Optional.empty()));
    }
    if (DeliveryConcerns.keptNone(record)) {
      steps.add(
          Step.of(
              "No number was applied. Check whether the file is of this source, and whether the"
                  + " catalog and the facilities are complete."));
    }
    known.summary().ifPresent(summary -> oldOrders(summary, steps));
    if (record.rows().rejectedRows() > 0) {
      steps.add(
          Step.of(
              "Correct the rejected rows in their file (linked below), and drop it again:",
              console.dropCorrections(record.source())));
    }
    return steps.isEmpty() ? List.of(Step.of("Nothing to do.")) : steps;
  }

  private void oldOrders(MorningSummary summary, List<Step> steps) {
    Set<String> shown = new HashSet<>();
    for (AgingUnits units : summary.aging().oldest()) {
      if (shown.size() < MOST_ORDERS && shown.add(units.orderId())) {
        steps.add(
            new Step(
                "Order %s: %s left %s %d days ago. If Retail Pro knows it, say so; otherwise ask why it never completes."
                    .formatted(
                        UntrustedText.of(units.orderId()).text(),
                        PageNumberFormat.count(units.units().units(), "unit", "units"),
                        known.displayName(units.key().facility()),
                        units.days()),
                console.known(units.orderId()),
                Optional.empty()));
      }
    }
  }

  private PageHeadline suspectFile(MorningSummary summary) {
    MorningSummary.Differences differences = summary.differences();
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Compare the file with Retail Pro: the file is the suspect, because the tills of most"
                + " stores do not fail in one night."));
    known.largest().ofAll().stream().findFirst().ifPresent(row -> steps.add(look(row)));
    if (isUndoable(known.record())) {
      steps.add(
          Step.of(
              "If it is the wrong file, undo it; its products fall back to the numbers before it:",
              console.undo(known.record().id())));
      steps.add(Step.of("Then drop the right one:", console.drop(known.record().source())));
    } else {
      steps.add(
          Step.of(
              "If it is the wrong file, drop the right one with a later snapshot time; the shop"
                  + " sells by this one until then:",
              console.drop(known.record().source())));
    }
    return of(
        PageSeverity.LOOK,
        "Most stores differ at once: %s of %s compared are not as expected. The file may be the wrong one."
            .formatted(
                PageNumberFormat.count(differences.differing()),
                PageNumberFormat.count(differences.compared(), "number", "numbers")),
        steps(steps));
  }

  /** Tells whether an operator may undo a delivery, unless too many newer ones were accepted. */
  static boolean isUndoable(DeliveryRecord record) {
    return record.isAccepted()
        && (record.kind() == DeliveryKind.ORDINARY || record.kind() == DeliveryKind.CORRECTION);
  }

  private String asExpected(MorningSummary summary) {
    MorningSummary.Differences differences = summary.differences();
    if (differences.keys() == 0) {
      return "The delivery was imported. It has no rows of products sold online.";
    }
    if (differences.compared() == 0) {
      return "The delivery was imported: %s, without earlier numbers to compare %s with."
          .formatted(
              PageNumberFormat.count(differences.keys(), "number", "numbers"),
              differences.keys() == 1 ? "it" : "them");
    }
    return differences.differing() == 0
        ? "The delivery was imported. Every compared number (%s) is as expected."
            .formatted(PageNumberFormat.count(differences.compared()))
        : "The delivery was imported. %s of %s compared %s not as expected."
            .formatted(
                PageNumberFormat.count(differences.differing()),
                PageNumberFormat.count(differences.compared(), "number", "numbers"),
                differences.differing() == 1 ? "was" : "were");
  }

  private PageHeadline deadFeeds(List<StoreDifferences> dead) {
    StoreDifferences worst = dead.getFirst();
    String others =
        dead.size() == 1
            ? ""
            : ", and those of %s"
                .formatted(PageNumberFormat.count(dead.size() - 1, "other store", "other stores"));
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Ask the store, or the operator of its POS feed, why no sales arrive. The numbers are"
                + " right again as of this file. Until the feed works again, the store's sales"
                + " reach the shop only with the next file."));
    known.largest().of(worst.store()).ifPresent(row -> steps.add(look(row)));
    return of(
        PageSeverity.LOOK,
        "The tills of %s%s report nothing: %s of its %s products differed."
            .formatted(
                known.displayName(worst.store()),
                others,
                PageNumberFormat.count(worst.differing()),
                PageNumberFormat.count(worst.compared())),
        steps(steps));
  }

  private Step look(ResetDifference row) {
    return new Step(
        "See the product with the largest difference there, %s:".formatted(row.upca()),
        console.explain(row.key(), row.upca()),
        explained.link(row.key()));
  }

  private PageHeadline silentStores(MorningSummary summary) {
    int stores = summary.silentStores().size();
    String who =
        stores == 1
            ? "the tills of %s were"
                .formatted(known.displayName(summary.silentStores().getFirst().store()))
            : "the tills of %s were".formatted(PageNumberFormat.count(stores, "store", "stores"));
    String in = asExpected(summary);
    return of(
        PageSeverity.LOOK,
        "%s But %s silent during all of their last opening hours.".formatted(in, who),
        steps(
            List.of(
                Step.of("Ask whether the stores were open, and whether their POS feed runs."))));
  }

  // Until some nights show what is usual, every rejected row is worth a look.
  private boolean unusualRejects() {
    return known.record().rows().rejectedRows() > 0
        && (DeliveryPageBuilder.isOdd(known, RowCounts::rejectedRows)
            || !DeliveryPageBuilder.hasUsualNights(known));
  }

  private String rejectsInWords() {
    long rejected = known.record().rows().rejectedRows();
    return rejected == 0
        ? ""
        : " %s rejected.".formatted(PageNumberFormat.count(rejected, "row was", "rows were"));
  }

  // -------------------------------------------------------------------------------------- waiting

  private PageHeadline held() {
    DeliveryId id = known.record().id();
    String source = known.record().source();
    HeldReason held =
        known.record().reason().flatMap(StatedReason::held).orElse(HeldReason.DAMAGED);
    String reason = known.record().reason().map(StatedReason::toString).orElse("");
    List<Step> steps = new ArrayList<>();
    if (known.record().rows().rejectedRows() > 0) {
      steps.add(Step.of("Look at the rejected rows in their file (linked below)."));
    }
    switch (held.release()) {
      case NEVER -> {
        steps.add(Step.of("This file cannot be used. Refuse it:", console.refuse(id)));
        steps.add(Step.of("Then drop the right one:", console.drop(source)));
      }
      case WITH_SNAPSHOT_TIME -> {
        steps.add(
            Step.of(
                "Either release it with its snapshot time, if you know that time:",
                console.releaseWithSnapshotTime(id)));
        steps.add(Step.of("Or refuse it, if it is the wrong file:", console.refuse(id)));
        steps.add(Step.of("After a refusal, drop the right file:", console.drop(source)));
      }
      case AS_IT_IS -> {
        if (held == HeldReason.NO_CATALOG) {
          steps.add(Step.of("Drop the catalog:", console.dropCatalog()));
          steps.add(Step.of("Then release the delivery:", console.release(id)));
        } else {
          steps.add(Step.of("Either refuse it, if it is the wrong file:", console.refuse(id)));
          steps.add(Step.of("Or release it, if its numbers are right:", console.release(id)));
          steps.add(Step.of("After a refusal, drop the right file:", console.drop(source)));
        }
      }
    }
    return new PageHeadline(
        PageSeverity.ACT,
        status(known.record()),
        "%s Nothing was applied; the shop keeps the earlier numbers.".formatted(ofHeld(held)),
        Optional.of(UntrustedText.sentence(reason)),
        steps);
  }

  private static String ofHeld(HeldReason reason) {
    return switch (reason) {
      case EMPTY -> "The file is empty.";
      case NOT_CSV -> "The file is not a stock table.";
      case UNSUPPORTED_FORMAT -> "The file is packed or written in a way that is not read.";
      case BAD_SOURCE -> "The folder is not the name of a source.";
      case BAD_FOLDER -> "The folder looks like a special one and is not.";
      case MISSING_COLUMN -> "The file lacks a column.";
      case AMBIGUOUS_COLUMN -> "It is not clear what the columns mean.";
      case DAMAGED -> "The file is damaged.";
      case NOT_ONE_ENTRY -> "The archive does not hold exactly one file.";
      case TOO_LARGE -> "The file is too large.";
      case CHANGED_WHILE_READ -> "The file was replaced while it was read.";
      case BAD_SNAPSHOT_TIME -> "Its snapshot time cannot be read.";
      case REJECTS_WITHOUT_SNAPSHOT_TIME -> "It is a rejects file without a snapshot time.";
      case NO_CATALOG -> "The catalog is missing.";
      case SAME_BYTES_LATER -> "The same file was dropped before.";
      case REFUSED_BEFORE -> "The same file was refused before.";
      case UNDONE_BEFORE -> "The same file, or the one it corrects, was undone before.";
      case SNAPSHOT_AHEAD -> "Its snapshot time is in the future.";
      case FEW_ROWS -> "The file is much smaller than usual.";
      case MANY_ROWS -> "The file is much larger than usual.";
      case MISSING_STORE -> "A store is missing that was in every recent delivery.";
      case SAME_BYTES_AS_BEFORE -> "The file is the one of an earlier night.";
      case KEPT_NONE -> "No row of the file can be used.";
      case UNREADABLE_SHARE -> "Most rows of the file cannot be read.";
      case REJECTED_SHARE -> "An unusual share of the rows cannot be used.";
      case UNITS_MOVED -> "The file moves an unusual number of units.";
      case CHANGED_SHARE -> "Most numbers of the file are not as expected.";
      case GOING_TO_ZERO -> "An unusual share of the stock would go to zero.";
    };
  }

  private PageHeadline quarantined() {
    long failed =
        known.parts().stream()
            .filter(part -> part.status() == PartRecord.Status.QUARANTINED)
            .count();
    int parts = known.record().parts();
    return new PageHeadline(
        PageSeverity.ACT,
        status(known.record()),
        (parts <= 1
                ? "The delivery's only part could not be imported."
                : "%d of %d parts could not be imported; %s settled."
                    .formatted(failed, parts, are(settledParts())))
            + " Its products are sold by the earlier numbers.",
        known.record().reason().map(StatedReason::toString).map(UntrustedText::sentence),
        List.of(
            Step.of(
                "Applied rows stay applied and do no harm. Fix the cause that the reason names; a"
                    + " temporary failure needs no fix."),
            Step.of("Then retry it:", console.retry(known.record().id()))));
  }

  private static String are(long parts) {
    return parts == 1 ? "1 is" : "%d are".formatted(parts);
  }

  private long settledParts() {
    return known.parts().stream()
        .filter(part -> part.status() == PartRecord.Status.SETTLED)
        .count();
  }

  private PageHeadline of(PageSeverity tone, String sentence, List<Step> steps) {
    return new PageHeadline(
        tone,
        status(known.record()),
        sentence,
        known.record().status() == DeliveryRecord.Status.SETTLED
            ? Optional.empty()
            : known.record().reason().map(StatedReason::toString).map(UntrustedText::sentence),
        steps);
  }
}
