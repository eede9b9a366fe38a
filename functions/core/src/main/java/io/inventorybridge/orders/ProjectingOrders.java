// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Projects the orders of some facilities again after the kind of these facilities changed. Open
 * units of a new store leave the queue; those of a facility that stopped being a store enter it.
 * Runs after the facilities were activated. Idempotent: an interrupted run may continue or start
 * again.
 */
public final class ProjectingOrders {
  private final FacilityOrderIndex byFacility;
  private final RecordingOrders recording;

  public ProjectingOrders(FacilityOrderIndex byFacility, RecordingOrders recording) {
    this.byFacility = byFacility;
    this.recording = recording;
  }

  /** The progress of a run: the present facility, and the cursor of its next page of orders. */
  public record Reached(FacilityId facility, String after) {}

  /**
   * The result of a call.
   *
   * @param next where to continue; empty when the run is complete
   * @param failed the orders that could not be projected because of a stored record; the run
   *     continued without them
   */
  public record Progress(Optional<Reached> next, List<RecordingOrders.Unrecordable> failed) {
    public Progress {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Projects until the time is used up; it does at least one page of orders.
   *
   * @param changed the facilities whose kind changed; the same at every call of a run
   * @param from empty to begin, else the result of the previous call
   */
  public Progress run(
      Collection<FacilityId> changed, Optional<Reached> from, BooleanSupplier timeIsLeft) {
    SortedSet<FacilityId> left = new TreeSet<>(changed);
    String after = "";
    if (from.isPresent()) {
      left = new TreeSet<>(left.tailSet(from.get().facility()));
      after = from.get().after();
    }
    List<RecordingOrders.Unrecordable> failed = new ArrayList<>();
    while (!left.isEmpty()) {
      FacilityOrderIndex.Page page = byFacility.ordersOf(left.first(), after);
      failed.addAll(recording.project(page.orderIds()));
      after = page.next();
      if (after.isEmpty()) {
        left.removeFirst();
      }
      if (!left.isEmpty() && !timeIsLeft.getAsBoolean()) {
        return new Progress(Optional.of(new Reached(left.first(), after)), failed);
      }
    }
    return new Progress(Optional.empty(), failed);
  }
}
