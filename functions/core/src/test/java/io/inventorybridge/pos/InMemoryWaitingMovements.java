// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The waiting movements in memory; nothing expires. */
public final class InMemoryWaitingMovements implements WaitingMovements {
  private record Event(String facility, String id) {}

  private final Map<Event, ReportedMovement> accepted = new HashMap<>();
  private final Map<Place, TreeMap<String, ReportedMovement>> places = new HashMap<>();
  private final Set<String> stores = new LinkedHashSet<>();

  @Override
  public synchronized Acceptance accept(ReportedMovement movement) {
    ReportedMovement there =
        accepted.putIfAbsent(new Event(movement.facility(), movement.eventId()), movement);
    return there == null ? new First() : new Before(there);
  }

  @Override
  public synchronized Optional<ReportedMovement> accepted(String facility, String eventId) {
    return Optional.ofNullable(accepted.get(new Event(facility, eventId)));
  }

  @Override
  public synchronized void keep(Place place, ReportedMovement movement) {
    if (place instanceof ForStore store) {
      stores.add(store.written());
    }
    places.computeIfAbsent(place, p -> new TreeMap<>()).put(name(movement), movement);
  }

  @Override
  public synchronized List<ReportedMovement> waiting(Place place) {
    return List.copyOf(places.getOrDefault(place, new TreeMap<>()).values());
  }

  @Override
  public synchronized void remove(Place place, ReportedMovement movement) {
    TreeMap<String, ReportedMovement> there = places.get(place);
    if (there != null) {
      there.remove(name(movement));
      if (there.isEmpty()) {
        places.remove(place);
      }
    }
  }

  @Override
  public synchronized List<String> stores() {
    return List.copyOf(stores);
  }

  @Override
  public synchronized boolean isEmpty() {
    return places.isEmpty() && stores.isEmpty();
  }

  private static String name(ReportedMovement movement) {
    return movement.facility() + "\u001f" + movement.eventId();
  }
}
