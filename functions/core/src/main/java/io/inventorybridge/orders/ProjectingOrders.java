// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Brings the orders that name some facilities to what these facilities are now: open units of a
 * place that became a store leave the queue, those of one that is none any more go there. To be run
 * after the facilities have come into force, for those whose kind changed. Idempotent: a run that
 * was cut off may go on or begin anew.
 */
public final class ProjectingOrders {
  private final OrdersByFacility byFacility;
  private final RecordingOrders recording;

  public ProjectingOrders(OrdersByFacility byFacility, RecordingOrders recording) {
    this.byFacility = byFacility;
    this.recording = recording;
  }

  /** How far a run has come: the facility it is at, and the cursor of its next page of orders. */
  public record Reached(FacilityId facility, String after) {}

  /**
   * Projects as far as the time reaches; at least one page of orders is done.
   *
   * @param changed the facilities that became something else; the same at every call of a run
   * @param from empty to begin, else what the call before returned
   * @return where to go on; empty when all is done
   */
  public Optional<Reached> run(
      Collection<FacilityId> changed, Optional<Reached> from, BooleanSupplier timeIsLeft) {
    SortedSet<FacilityId> left = new TreeSet<>(changed);
    String after = "";
    if (from.isPresent()) {
      left = new TreeSet<>(left.tailSet(from.get().facility()));
      after = from.get().after();
    }
    while (!left.isEmpty()) {
      OrdersByFacility.Page page = byFacility.naming(left.first(), after);
      recording.project(page.orderIds());
      after = page.next();
      if (after.isEmpty()) {
        left.removeFirst();
      }
      if (!left.isEmpty() && !timeIsLeft.getAsBoolean()) {
        return Optional.of(new Reached(left.first(), after));
      }
    }
    return Optional.empty();
  }
}
