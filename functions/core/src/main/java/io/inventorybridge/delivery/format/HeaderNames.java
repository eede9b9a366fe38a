// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import static io.inventorybridge.delivery.format.DeltaHeader.ABSENT;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.support.text.CellText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names of a header in comparable form, with their positions. */
final class HeaderNames {
  private static final List<String> OTHER_QUANTITIES =
      List.of(
          "quantity", "quantityonhand", "onhandquantity", "onhandqty", "qoh", "qtyoh", "stockqty");

  private final List<String> written;
  private final List<String> names;
  private final Map<String, Integer> first = new HashMap<>();

  HeaderNames(List<String> written) {
    this.written = written;
    this.names = written.stream().map(CellText::headerName).toList();
    for (int i = 0; i < names.size(); i++) {
      first.putIfAbsent(names.get(i), i);
    }
  }

  /** The position of the first column with this name, or {@link DeltaHeader#ABSENT}. */
  int find(String name) {
    return first.getOrDefault(CellText.headerName(name), ABSENT);
  }

  /** The positions of all columns that have one of these names, in the order of the names. */
  List<Integer> findAll(List<String> candidates) {
    List<Integer> found = new ArrayList<>();
    for (String candidate : candidates) {
      String name = CellText.headerName(candidate);
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equals(name)) {
          found.add(i);
        }
      }
    }
    return found;
  }

  /** The columns that name a quantity on hand in other words than the layouts. */
  List<Integer> otherQuantities(List<String> ignored) {
    List<String> passed = ignored.stream().map(CellText::headerName).toList();
    return findAll(OTHER_QUANTITIES.stream().filter(name -> !passed.contains(name)).toList());
  }

  /** Tells whether all these columns have the same name. */
  boolean haveOneName(List<Integer> columns) {
    return columns.stream().map(names::get).distinct().count() == 1;
  }

  boolean isRepeated(int column) {
    String name = names.get(column);
    return names.stream().filter(name::equals).count() > 1;
  }

  /** Tells whether a column lacks a name. */
  boolean isUnnamed(int column) {
    return names.get(column).isEmpty();
  }

  String written(int column) {
    return CellText.visible(CellText.trim(written.get(column)));
  }

  /**
   * Demands that no unused column has nearly the name of an optional role: its values would be
   * ignored, and rows would be read as those of another subsidiary or kind.
   *
   * @param role the names of a role for which the header has no column
   */
  void refuseNearly(List<String> role, List<String> ignored, String setting) {
    List<String> passed = ignored.stream().map(CellText::headerName).toList();
    for (String known : role) {
      String name = CellText.headerName(known);
      for (int i = 0; i < names.size(); i++) {
        if (!passed.contains(names.get(i)) && CellText.isNearlyHeaderName(names.get(i), name)) {
          throw new UnreadableDelta(
              HeldReason.AMBIGUOUS_COLUMN,
              "line 1: column '%s' is nearly %s; correct the name, state the column in the setting columns.%s or list it in columns.ignored"
                  .formatted(written(i), known, setting));
        }
      }
    }
  }
}
