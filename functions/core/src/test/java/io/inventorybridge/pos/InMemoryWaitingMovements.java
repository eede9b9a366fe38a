// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The waiting movements in memory; nothing expires. */
public final class InMemoryWaitingMovements implements WaitingMovements {
  private record Event(String facility, String id) {}

  private final Map<Event, ReportedMovement> accepted = new HashMap<>();
  private final Map<String, TreeMap<String, ReportedMovement>> asWritten = new HashMap<>();
  private final Map<WaitingFor, TreeMap<String, ReportedMovement>> places = new HashMap<>();
  private final Set<String> stores = new TreeSet<>();

  @Override
  public synchronized Acceptance accept(ReportedMovement movement) {
    ReportedMovement there =
        accepted.putIfAbsent(new Event(movement.facility(), movement.eventId()), movement);
    return there == null ? new FirstAcceptance() : new AcceptedBefore(there);
  }

  @Override
  public synchronized Acceptance acceptAsWritten(ReportedMovement movement) {
    ReportedMovement there =
        asWritten
            .computeIfAbsent(movement.eventId(), id -> new TreeMap<>())
            .putIfAbsent(movement.facility(), movement);
    return there == null ? new FirstAcceptance() : new AcceptedBefore(there);
  }

  @Override
  public synchronized List<ReportedMovement> acceptedAsWritten(String eventId) {
    return List.copyOf(asWritten.getOrDefault(eventId, new TreeMap<>()).values());
  }

  @Override
  public synchronized void keep(WaitingFor place, ReportedMovement movement) {
    if (place instanceof ForStore store) {
      stores.add(store.written());
    }
    places.computeIfAbsent(place, p -> new TreeMap<>()).put(name(movement), movement);
  }

  @Override
  public synchronized List<ReportedMovement> waiting(WaitingFor place) {
    return List.copyOf(places.getOrDefault(place, new TreeMap<>()).values());
  }

  @Override
  public synchronized void remove(WaitingFor place, ReportedMovement movement) {
    if (place instanceof ForStore store) {
      asWritten.getOrDefault(movement.eventId(), new TreeMap<>()).remove(store.written());
    }
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
