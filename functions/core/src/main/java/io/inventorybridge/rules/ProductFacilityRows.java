// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.drops.DroppedTable.Ignored;
import io.inventorybridge.drops.DroppedTable.Judgement;
import io.inventorybridge.drops.DroppedTable.Kept;
import io.inventorybridge.drops.DroppedTable.Rejected;
import io.inventorybridge.drops.Row;
import io.inventorybridge.rules.Effect.Kind;
import io.inventorybridge.rules.ProductFacility.Pair;
import io.inventorybridge.stock.FacilityId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parser of rows of HotWax's {@code PRODUCT_FACILITY_*.csv}, with the reasons for rejecting
 * one.
 */
final class ProductFacilityRows {
  static final List<String> REQUIRED = List.of("product-id", "facility-id");

  private static final Map<Kind, String> COLUMNS =
      new EnumMap<>(
          Map.of(
              Kind.SAFETY_STOCK, "facility-safety-stock", Kind.ALLOW_BROKERING, "allow-brokering"));

  // Allows pickup at the facility; the online number does not depend on it.
  private static final String PICKUP = "allow-pickup";

  private ProductFacilityRows() {}

  static Judgement<ProductFacility> judge(Row row) {
    for (String id : REQUIRED) {
      if (row.text(id).isEmpty()) {
        return rejected(row, "EMPTY_ID", "column %s is empty".formatted(id));
      }
    }
    Map<Kind, Optional<Effect>> says = new EnumMap<>(Kind.class);
    for (Map.Entry<Kind, String> column : COLUMNS.entrySet()) {
      Kind kind = column.getKey();
      String written = row.text(column.getValue());
      if (row.has(column.getValue()) && written.isEmpty()) {
        says.put(kind, Optional.empty());
      } else if (row.has(column.getValue())) {
        switch (RuleValues.read(kind, written)) {
          case RuleValues.Read read -> says.put(kind, Optional.of(read.effect()));
          case RuleValues.NotAValue not -> {
            return rejected(
                row, "MALFORMED_VALUE", "column %s: %s".formatted(column.getValue(), not.reason()));
          }
        }
      }
    }
    if (!says.isEmpty()) {
      return new Kept<>(
          new ProductFacility(
              new Pair(row.text("product-id"), new FacilityId(row.text("facility-id"))), says));
    }
    return row.has(PICKUP)
        ? new Ignored<>("ALLOW_PICKUP")
        : rejected(
            row,
            "NOTHING_STATED",
            "there is none of the columns facility-safety-stock, allow-brokering, allow-pickup");
  }

  private static Judgement<ProductFacility> rejected(Row row, String reason, String message) {
    return new Rejected<>(row.reject(reason, "line %d, %s".formatted(row.line(), message)));
  }
}
