// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.masterdata.imports.ImportReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The contradictions found in a drop: the number of versions, and their orders. */
final class ContradictionReport {
  /** Further orders are only counted. */
  private static final int MOST_NAMED = 100;

  private static final String TAB = "\t";

  private final Map<String, Finding> found = new TreeMap<>();

  void note(String order, Set<OrderContradiction> contradictions) {
    for (OrderContradiction contradiction : contradictions) {
      found.merge(contradiction.name(), new Finding(1, List.of(order)), ContradictionReport::merge);
    }
  }

  Map<String, Finding> found() {
    return Map.copyOf(found);
  }

  private static Finding merge(Finding there, Finding more) {
    List<String> orders = new ArrayList<>(there.orders());
    more.orders().stream()
        .filter(order -> orders.size() < MOST_NAMED && !orders.contains(order))
        .forEach(orders::add);
    return new Finding(there.count() + more.count(), orders);
  }

  /**
   * Writes the findings so far as text, one line for each kind: kind, count and orders, separated
   * by tabs.
   */
  String serialize() {
    return found.entrySet().stream()
        .map(
            kind ->
                kind.getKey()
                    + TAB
                    + kind.getValue().count()
                    + kind.getValue().orders().stream()
                        .map(order -> TAB + order.replaceAll("\\s", " "))
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  /** Continues from such a text. */
  void resumeFrom(String written) {
    written
        .lines()
        .forEach(
            line -> {
              List<String> cells = List.of(line.split(TAB, -1));
              found.put(
                  cells.getFirst(),
                  new Finding(Long.parseLong(cells.get(1)), cells.subList(2, cells.size())));
            });
  }
}
