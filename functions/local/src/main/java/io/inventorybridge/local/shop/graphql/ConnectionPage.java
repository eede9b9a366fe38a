// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a connection.
 *
 * @param later true if nodes follow
 * @param earlier true if nodes precede
 * @param cursors one for each node; empty in a bulk query
 */
public record ConnectionPage(List<?> nodes, boolean later, boolean earlier, List<String> cursors) {
  /** A node with its cursor. */
  record Edge(Object node, String cursor) {}

  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      edges.add(new Edge(nodes.get(i), cursors.isEmpty() ? "" : cursors.get(i)));
    }
    return edges;
  }

  Optional<String> start() {
    return cursors.stream().findFirst();
  }

  Optional<String> end() {
    return cursors.isEmpty() ? Optional.empty() : Optional.of(cursors.getLast());
  }
}
