// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.pos.UpdatingInventory.Applied;
import io.inventorybridge.pos.UpdatingInventory.DifferentContent;
import io.inventorybridge.pos.UpdatingInventory.MovementOutcome;
import io.inventorybridge.pos.UpdatingInventory.NotOnline;
import io.inventorybridge.pos.UpdatingInventory.UnknownStore;
import io.inventorybridge.pos.WaitingMovements.ForProduct;
import io.inventorybridge.pos.WaitingMovements.ForStore;
import io.inventorybridge.pos.WaitingMovements.WaitingFor;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Applies POS movements that waited for their product or store, as of their first acceptance. A
 * movement is applied first and then removed. A repetition, after a crash or in a concurrent run,
 * changes nothing, since the ledger knows applied movements. Runs after the catalog or the
 * facilities were activated. Safe for many threads.
 */
public final class ApplyingWaitingMovements {
  private final WaitingMovements waiting;
  private final OnlineProducts online;
  private final UpdatingInventory updating;
  private final BoundedParallelism boundedParallelism;

  public ApplyingWaitingMovements(
      WaitingMovements waiting,
      OnlineProducts online,
      UpdatingInventory updating,
      BoundedParallelism boundedParallelism) {
    this.waiting = waiting;
    this.online = online;
    this.updating = updating;
    this.boundedParallelism = boundedParallelism;
  }

  /**
   * Applies the movements of products that came online or got another SKU or Shopify id; other
   * products are harmless.
   */
  public Total run(Collection<CanonicalUpc> cameOnline) {
    if (waiting.isEmpty()) {
      return Total.NONE;
    }
    return Total.of(
        boundedParallelism.each(
            List.copyOf(cameOnline),
            upc -> {
              Total total = Total.NONE;
              for (ProductIdentifier name : online.identifiers(upc)) {
                total = total.plus(at(new ForProduct(name)));
              }
              return total;
            }));
  }

  /** Applies the movements of stores that were unknown when reported and are known now. */
  public Total run(FacilityDirectory facilities) {
    return Total.of(
        waiting.stores().stream()
            .filter(written -> facilities.find(written, Optional.empty()) instanceof Found.Known)
            .map(written -> at(new ForStore(written)))
            .toList());
  }

  private Total at(WaitingFor place) {
    // Movements of one product write the same keys, so they are applied one after the other.
    List<Total> totals = new ArrayList<>();
    for (ReportedMovement movement : waiting.waiting(place)) {
      MovementOutcome outcome = updating.run(movement);
      if (!isStillWaiting(place, outcome)) {
        waiting.remove(place, movement);
      }
      totals.add(
          switch (outcome) {
            case Applied applied -> new Total(1, 0, 0);
            case NotOnline not -> new Total(0, 1, 0);
            case UnknownStore unknown -> new Total(0, 1, 0);
            case DifferentContent other -> new Total(0, 0, 1);
          });
    }
    return Total.of(totals);
  }

  private static boolean isStillWaiting(WaitingFor place, MovementOutcome outcome) {
    return switch (place) {
      case ForProduct product -> outcome instanceof NotOnline;
      case ForStore store -> outcome instanceof UnknownStore;
    };
  }

  /**
   * The totals of a run.
   *
   * @param applied movements that are in the ledger, by this run or an earlier one
   * @param waiting movements that still wait for product or store
   * @param contradicted movements that were dropped because their event id was used for another
   *     content at the same store, under another code of it
   */
  public record Total(long applied, long waiting, long contradicted) {
    public static final Total NONE = new Total(0, 0, 0);

    static Total of(List<Total> totals) {
      return totals.stream().reduce(NONE, Total::plus);
    }

    public Total plus(Total other) {
      return new Total(
          applied + other.applied, waiting + other.waiting, contradicted + other.contradicted);
    }
  }
}
