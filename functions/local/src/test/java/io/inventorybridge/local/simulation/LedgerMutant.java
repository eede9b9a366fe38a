// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.simulation.mutation.SourceMutation;
import io.inventorybridge.simulation.mutation.SourceMutation.Change;
import java.util.List;

/**
 * A mistake planted in the code.
 *
 * @param name a description of the mistake
 * @param file path in the project
 * @param changes each text occurs exactly once
 */
record LedgerMutant(String name, String file, List<Change> changes) {
  private static final String CORE = "functions/core/src/main/java/io/inventorybridge/";
  private static final String PORTS = "functions/core/src/test/java/io/inventorybridge/";
  private static final String MACHINE = "infra/statemachines/reset-before-variance.asl.json";

  static final List<LedgerMutant> ALL =
      List.of(
          new LedgerMutant(
              "swap reset and variance",
              MACHINE,
              List.of(
                  new Change("${ImportResetFunctionArn}", "${ImportSwappedFunctionArn}"),
                  new Change("${ImportVarianceFunctionArn}", "${ImportResetFunctionArn}"),
                  new Change("${ImportSwappedFunctionArn}", "${ImportVarianceFunctionArn}"))),
          core(
              "compare the time of a movement with >=",
              "stock/StockMovement",
              "return effective.isAfter(snapshot);",
              "return !effective.isBefore(snapshot);"),
          core(
              "compare the time of what Retail Pro knew with <",
              "ledger/OrderFacts",
              "!there.since().isAfter(snapshot)",
              "there.since().isBefore(snapshot)"),
          core(
              "forget LATE_FACT",
              "ledger/StockTransitions",
              "StockQuantity late = equation.minus(record.onHand().plus(delta));",
              "StockQuantity late = StockQuantity.ZERO;"),
          core(
              "apply a variance whose reset was stale",
              "ledger/StockTransitions",
              "record.pending().filter(there -> there.baseline().delivery().equals(delivery));\n"
                  + "    if (pending.isEmpty()) {",
              "record.pending();\n    if (pending.isEmpty()) {"),
          core(
              "let an older delivery overwrite a newer one",
              "ledger/StockTransitions",
              "if (age < 0) {",
              "if (age < -1_000) {"),
          core(
              "move the balance by an order while a reset is pending",
              "ledger/StockTransitions",
              "record.pending().isPresent() ? StockQuantity.ZERO : moved",
              "moved"),
          core(
              "leave the settled number alone when a till moves the balance",
              "ledger/StockTransitions",
              "next.post(EntryCause.Type.POS, movement.id(), 0, balance, settled);",
              "next.post(EntryCause.Type.POS, movement.id(), 0, balance, StockQuantity.ZERO);"),
          core(
              "forget the sweep of an initial load",
              "delivery/settlement/SettlingPart",
              "if (cut.manifest().statesWholeStores()) {",
              "if (cut.manifest().kind() == DeliveryManifest.DeliveryKind.CORRECTION) {"),
          core(
              "forget what an initial load says of keys never seen",
              "delivery/settlement/SweepingLoad",
              "manifest.stores().forEach(store -> ledger.raiseFloor(store, absent));",
              "keysSeenOnly();",
              "  private void sweep(",
              "  private static void keysSeenOnly() {}\n\n  private void sweep("),
          core(
              "do not finish a sweep that broke off within a key",
              "delivery/settlement/SweepingLoad",
              "|| isPendingOf(record, absent.delivery())",
              ""),
          core(
              "ask only the newest delivery for what came online",
              "backfill/PlanningBackfill",
              ".newestFirst()) {",
              ".newestFirst().stream().limit(1).toList()) {"),
          core(
              "forget the sales that waited for their product",
              "pos/ApplyingWaitingMovements",
              "List.copyOf(cameOnline),",
              "List.copyOf(cameOnline).subList(0, 0),"),
          core(
              "forget the sales that waited for their store",
              "pos/ApplyingWaitingMovements",
              "waiting.stores().stream()",
              "waiting.stores().stream().limit(0)"),
          core(
              "count an event as of the name of its store that is taken in first",
              "pos/UpdatingInventory",
              ".min(RECEIVED)",
              ".findFirst()"),
          core(
              "do not fill deliveries for a store that became known",
              "backfill/MissingScope",
              "earlier.filter(there -> there.facilities().mapsLike(target.facilities())).isPresent()",
              "earlier.isPresent()"),
          core(
              "finish only the keys that have a variance row",
              "delivery/settlement/ImportingVariance",
              "        totals = plus(totals, settle(batch, cut, variance));",
              "        batch.removeIf(row -> !variance.containsKey(row.key()));\n"
                  + "        totals = plus(totals, settle(batch, cut, variance));"),
          core(
              "take the order version that arrives last",
              "orders/OrderLineHistory",
              "boolean newer = version.compareTo(stamp) > 0;",
              "boolean newer = true;"),
          core(
              "forget what Retail Pro knew",
              "orders/OrderLineHistory",
              "more(known, knownFrom.filter(since -> shipped), listed, version, openedAfter)",
              "more(known.subList(0, 0), knownFrom.filter(since -> shipped), listed, version,"
                  + " openedAfter)"),
          core(
              "remember what Retail Pro knew when an item reopens",
              "orders/OrderLineHistory",
              "            ? opened\n            : Optional.of(version);",
              "            ? opened\n            : opened;"),
          core(
              "do not finish what a version left half done when it comes again",
              "orders/RecordingOrders",
              "              projectOrder(one.history(), stores);\n",
              "              if (one instanceof NewFacts) {\n"
                  + "                projectOrder(one.history(), stores);\n"
                  + "              }\n"),
          core(
              "project an order as it was read before the key",
              "orders/RecordingOrders",
              "() -> latest.updateAndGet(orders::refresh).history().snapshot(product.upc(), stores)",
              "() -> history.snapshot(product.upc(), stores)"),
          core(
              "forget that a row of a file is followed by another of its key",
              "delivery/filter/FilteredDelta",
              "RowSpool.ValidRow row && isLast(row)) {\n              parts.write(",
              "RowSpool.ValidRow row && row.line() > 0) {\n              parts.write("),
          core(
              "send parts on their way before the delivery is accepted",
              "delivery/intake/IntakeExecutor",
              "    DeliveryRecord claimed =\n        claim(\n            new DeliveryRecord(\n                cut.delivery(),",
              "    new PartPublisher(files, deliveries).send(cut);\n    DeliveryRecord claimed =\n"
                  + "        claim(\n            new DeliveryRecord(\n                cut.delivery(),"),
          core(
              "settle a delivery when its first part is settled",
              "delivery/settlement/SettlingPart",
              "if (!settled.containsAll(all)) {",
              "if (settled.isEmpty() && !all.isEmpty()) {"),
          core(
              "forget the facts since then when a delivery is undone",
              "ledger/StockTransitions",
              "StockQuantity equation = facts.onHand(record.key(), counts);",
              "StockQuantity equation = counts.quantity();"),
          core(
              "take a newer delivery along when an older one is undone",
              "ledger/StockTransitions",
              "boolean settledStays = !settled.rank().equals(rank);",
              "boolean settledStays = settled.rank().compareTo(rank) < 0;",
              "record.settled().baseline().rank().equals(rank) || !staying.equals(record.pending());",
              "record.settled().baseline().rank().compareTo(rank) >= 0"
                  + " || !staying.equals(record.pending());"),
          core(
              "undo a delivery as often as it is asked for",
              "ledger/StockTransitions",
              "if (record.withdrawn().contains(rank) && !isOnIt) {",
              "if (record.withdrawn().contains(rank) && isOnIt) {"),
          core(
              "let a stale row say nothing",
              "ledger/StockTransitions",
              "said instanceof PutStatement && record.version() > 0",
              "said instanceof PutStatement && record.version() < 0"),
          core(
              "fall back to no initial load when a delivery is undone",
              "ledger/StockTransitions",
              "Optional.of(loads.newestFor(record)))",
              "Optional.of(loads.newestFor(record)).filter(StockBaseline::isNone))"),
          core(
              "settle a delivery that is being undone",
              "delivery/settlement/SettlingPart",
              "record.status() == DeliveryRecord.Status.SETTLED || record.isVoid()) {",
              "record.status() == DeliveryRecord.Status.SETTLED) {"),
          core(
              "let an edition that the brake holds through to the filter",
              "masterdata/editions/EditionGate",
              "return new StagedEdition(edition);",
              "activation.getAsBoolean();\n      return new StagedEdition(edition);"),
          core(
              "activate a catalog before the gate has decided",
              "masterdata/catalog/CatalogEditions",
              "() -> asked.measure(proposed.products()),",
              "() -> {\n              var finding = asked.measure(proposed.products());\n"
                  + "              activation.run(\n"
                  + "                  proposed.products(), proposed.index(), proposed.importVersion());\n"
                  + "              return finding;\n            },"),
          port(
              "drop the condition of the ledger's write",
              "ledger/InMemoryStockLedger",
              "!= after.version() - 1) {",
              "> after.version() + 1_000) {"),
          port(
              "forget the ids of movements: count one twice on a retry",
              "ledger/InMemoryStockLedger",
              "if (there != null) {",
              "if (there != null && there.units().isZero()) {"),
          port(
              "drop the condition of the write of an order",
              "orders/InMemoryOrderRepository",
              "!= expectedRevision) {",
              "> expectedRevision + 1_000) {"),
          port(
              "drop the condition of the write of a delivery",
              "delivery/InMemoryDeliveryRepository",
              "orElse(0L) != expected) {",
              "orElse(0L) > expected + 1_000) {"));

  private static LedgerMutant core(String name, String type, String... changes) {
    return of(name, CORE + type + ".java", changes);
  }

  // The ports in memory stand for the conditions of the real ones, which pass the same contract.
  private static LedgerMutant port(String name, String type, String... changes) {
    return of(name, PORTS + type + ".java", changes);
  }

  private static LedgerMutant of(String name, String file, String... changes) {
    return new LedgerMutant(name, file, SourceMutation.of(name, file, changes).changes());
  }

  boolean isOfTheStateMachine() {
    return file.equals(MACHINE);
  }

  /** The name of the class that the file declares. */
  String type() {
    return new SourceMutation(name, file, changes).type();
  }

  /** The text of the file with the mistake. */
  String text() {
    return new SourceMutation(name, file, changes).text();
  }
}
