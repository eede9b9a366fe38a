// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.simulation.mutation.SourceMutation;
import java.util.List;

/** Mistakes that a developer could make in publishing; the most telling ones come first. */
final class PublishingMutants {
  private static final String CORE = "functions/core/src/main/java/io/inventorybridge/";
  private static final String PORTS = "functions/core/src/test/java/io/inventorybridge/";

  // The set counts at once, and a run that dies now leaves no record of what is not marked.
  private static final String WITHOUT_TRANSITION =
      """
      Optional<InputProgress> stored =
              progress.store(marked.get().movedTo(next.reference()).markedTo(Optional.empty()));
          if (stored.isPresent()) {
            markers.mark(
                InputDifference.between(inForce, next).products().stream()
                    .map(upc -> InputMarkers.of(upc, next.reference()))
                    .toList());
          }
          return stored;
      """;

  private PublishingMutants() {}

  /**
   * A mistake with the start of its search.
   *
   * @param from the seed at which the search begins: an earlier one would take longer
   */
  record Mutant(SourceMutation mutation, long from) {}

  static final List<Mutant> ALL =
      List.of(
          core(
              0,
              "raise above what is left by the ledger",
              "shopsync/reconciling/ReconcileDecision",
              "rise > left ? Math.subtractExact(sellableTarget.units(), left) : shown",
              "shown"),
          core(
              0,
              "raise as if nothing was set aside",
              "shopsync/reconciling/LevelComparison",
              "- (keepsOffSale ? Math.max(0, setAside) : 0);",
              ";",
              "long off = context.keepsOffSale() ? Math.max(0, setAside) : 0;",
              "long off = 0;"),
          core(
              0,
              "forget units that no order explains, however often they are read",
              "shopsync/reconciling/LevelComparison",
              "sure + taken + unclearTaken + Math.max(0, unexplained),",
              "sure + taken + unclearTaken,",
              "sure + surelyTaken + unclearSurelyTaken + unexplained,",
              "sure + surelyTaken + unclearSurelyTaken,",
              "- Math.max(0, unexplained)",
              ""),
          core(
              20,
              "raise on one reading instead of two",
              "shopsync/reconciling/ReconcileDecision",
              "Optional<FirstReading> first = record.firstReading();",
              "Optional<FirstReading> first =\n"
                  + "        Optional.of(\n"
                  + "            new FirstReading(readAt.minus(wait), reading.shown(), reading.unexplained()));"),
          core(
              3,
              "write the number of a pool that has changed since",
              "shopsync/reconciling/CorrectingPairs",
              "correction.read().sellableTarget().version().equals(now.get(pair))",
              "now.containsKey(pair)"),
          core(
              0,
              "publish a reset without its variance",
              "ledger/StockRecord",
              "return settledOnHand.minus(reserved);",
              "return onHand.minus(reserved);"),
          core(
              0,
              "take a lost reply for a lost request",
              "shopsync/sending/SendingCalls",
              "case CallOutcome.Unanswered silence -> Optional.empty();",
              "case CallOutcome.Unanswered silence ->\n"
                  + "          Optional.of(new Answered(last, Set.of(), List.of(), Set.of(), false));"),
          core(
              0,
              "clear a mark although its pair is not published",
              "shopsync/publishing/PublishingChanges",
              "DONE.contains(fates.get(pair))",
              "fates.containsKey(pair)"),
          core(
              17,
              "forget committed units that no order explains",
              "shopsync/reconciling/ReconcileDecision",
              "reading.unexplained() != 0 && !second",
              "reading.unexplained() > 1_000 && !second"),
          core(
              10,
              "freeze a difference while a call of the pair is open",
              "shopsync/publishing/PublishingDifferences",
              "if (record.open().isPresent()) {",
              "if (record.open().isPresent() && record.revision() < 0) {"),
          core(
              10,
              "send a call again after an hour",
              "shopsync/sending/SendingCalls",
              "settings.get().abandonAfter()",
              "settings.get().abandonAfter().multipliedBy(24)"),
          core(
              0,
              "take a key of another call for a confirmation",
              "shopsync/sending/SendingCalls",
              "Optional.of(new Answered(last, Set.of(), List.of(), all, false));",
              "Optional.of(new Answered(last, all, List.of(), Set.of(), false));"),
          core(
              26,
              "read only the orders changed since the last reading",
              "shopsync/mirror/RefreshingOrderMirror",
              "it.minus(OVERLAP)",
              "it.minus(OVERLAP.multipliedBy(0))"),
          core(
              43,
              "count a pool from records of different moments",
              "availability/SellableCalculator",
              "if (now.versions().equals(before.versions())) {",
              "if (reading == 2) {"),
          core(
              0,
              "count what the shop gave back as taken",
              "ledger/counter/CounterPart",
              "return taken.minus(restocked);",
              "return taken.minus(StockQuantity.ZERO);"),
          core(
              1_159,
              "take a new pair with open orders for exact by one reading",
              "shopsync/reconciling/ReconcileDecision",
              "isExact || second || reading.open() == 0",
              "isExact || second || reading.open() >= 0"),
          core(
              0,
              "clear a mark of new inputs by a target of older ones",
              "availability/change/InputsInForce",
              "if (kept.filter(set -> set.reference().equals(now.get())).isEmpty()) {",
              "if (kept.isEmpty()) {"),
          core(
              0,
              "compare the rules of two sets of inputs and not their facilities",
              "availability/change/InputDifference",
              "!(sameFacilities && then.statements().equals(now.statements()))",
              "!then.statements().equals(now.statements())"),
          core(
              220,
              "put new inputs in force before it is recorded that they are to be marked",
              "availability/change/ChangingInputs",
              "return progress\n"
                  + "        .store(marked.get().movedTo(next.reference()))\n"
                  + "        .flatMap(moved -> finish(moved, mayContinue));",
              WITHOUT_TRANSITION),
          core(
              0,
              "leave the pairs of a location that its store leaves as they are",
              "availability/CalculationInputs",
              "      if (isLeft(location)) {\n        all.add(location);",
              "      if (!isLeft(location)) {\n        all.remove(location);"),
          core(
              0,
              "take units that staff set aside for missing ones",
              "shopsync/reconciling/LevelComparison",
              "long off = context.keepsOffSale() ? Math.max(0, setAside) : 0;",
              "long off = 0;"),
          core(
              0,
              "count a line as often as its fulfillment orders name it",
              "shopsync/mirror/LineParts",
              "long shipped = Math.min(kept, sum(left));",
              "long shipped = sum(left);"),
          core(
              0,
              "keep the orders changed in the last 60 days instead of those created in them",
              "shopsync/mirror/RefreshingOrderMirror",
              "return !order.createdAt().isBefore(oldest)",
              "return !order.updatedAt().isBefore(oldest)"),
          core(
              0,
              "let an order that the shop returns without its location explain other units",
              "shopsync/reconciling/LevelComparison",
              "return there == null ? ofOurs : Math.min(ofOurs, there.unfulfilled(item));",
              "return ofOurs;"),
          core(
              0,
              "let an edition that the brake holds through to the filter",
              "masterdata/editions/EditionGate",
              "return new StagedEdition(edition);",
              "activation.getAsBoolean();\n      return new StagedEdition(edition);"),
          core(
              0,
              "count no pair as falling that is published no longer",
              "availability/brake/InputBrake",
              "return then.orElse(0L);",
              "return then.orElse(now);"),
          core(
              580,
              "take two readings that miss different orders for the same",
              "shopsync/reconciling/ReconcileDecision",
              "        && !reading.changedAt().isAfter(first.at().minus(wait))",
              ""),
          port(
              0,
              "do not mark what a till has changed",
              "ledger/InMemoryStockLedger",
              "if (posting.marks()) {",
              "if (posting.marks() && !(posting.fact() instanceof AddMovement)) {"),
          port(
              5,
              "drop the condition of the write of a pair",
              "shopsync/published/InMemoryPublishedPairRepository",
              "if (latest != record.revision()) {",
              "if (latest > record.revision() + 1_000) {"));

  private static Mutant core(long from, String name, String type, String... changes) {
    return new Mutant(SourceMutation.of(name, CORE + type + ".java", changes), from);
  }

  // The ports in memory stand for the conditions of the real ones, which pass the same contract.
  private static Mutant port(long from, String name, String type, String... changes) {
    return new Mutant(SourceMutation.of(name, PORTS + type + ".java", changes), from);
  }
}
