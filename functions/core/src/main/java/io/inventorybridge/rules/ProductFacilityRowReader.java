// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.imports.TableImport.Accepted;
import io.inventorybridge.masterdata.imports.TableImport.Ignored;
import io.inventorybridge.masterdata.imports.TableImport.Rejected;
import io.inventorybridge.masterdata.imports.TableImport.RowResult;
import io.inventorybridge.masterdata.imports.TableRow;
import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.rules.RuleValue.RuleKind;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.text.CellText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parser of rows of HotWax's {@code PRODUCT_FACILITY_*.csv}, with the reasons for rejecting
 * one.
 */
final class ProductFacilityRowReader {
  static final List<String> REQUIRED = List.of("product-id", "facility-id");
  static final List<String> OPTIONAL =
      List.of("facility-safety-stock", "allow-brokering", "allow-pickup");

  private static final Map<RuleKind, String> COLUMNS =
      new EnumMap<>(
          Map.of(
              RuleKind.SAFETY_STOCK,
              "facility-safety-stock",
              RuleKind.ALLOW_BROKERING,
              "allow-brokering"));

  // Allows pickup at the facility; the online number does not depend on it.
  private static final String PICKUP = "allow-pickup";

  private ProductFacilityRowReader() {}

  static RowResult<ProductFacilityRule> read(TableRow row) {
    for (String id : REQUIRED) {
      if (row.code(id).isEmpty()) {
        return rejected(row, "EMPTY_ID", "column %s is empty".formatted(id));
      }
    }
    String facility = row.code("facility-id");
    Optional<String> error = FacilityId.inputError(facility);
    if (error.isPresent()) {
      return rejected(
          row,
          "MALFORMED_FACILITY_ID",
          "column facility-id: '%s' %s".formatted(CellText.visible(facility), error.get()));
    }
    Map<RuleKind, Optional<RuleValue>> says = new EnumMap<>(RuleKind.class);
    for (Map.Entry<RuleKind, String> column : COLUMNS.entrySet()) {
      RuleKind kind = column.getKey();
      String written = row.text(column.getValue());
      if (row.has(column.getValue()) && written.isEmpty()) {
        says.put(kind, Optional.empty());
      } else if (row.has(column.getValue())) {
        switch (RuleValueParser.read(kind, written)) {
          case RuleValueParser.Parsed read -> says.put(kind, Optional.of(read.effect()));
          case RuleValueParser.NotAValue not -> {
            return rejected(
                row, "MALFORMED_VALUE", "column %s: %s".formatted(column.getValue(), not.reason()));
          }
        }
      }
    }
    if (!says.isEmpty()) {
      return new Accepted<>(
          new ProductFacilityRule(
              new ProductAtFacility(row.code("product-id"), new FacilityId(facility)), says));
    }
    return row.has(PICKUP)
        ? new Ignored<>("ALLOW_PICKUP")
        : rejected(
            row,
            "NOTHING_STATED",
            "there is none of the columns facility-safety-stock, allow-brokering, allow-pickup");
  }

  private static RowResult<ProductFacilityRule> rejected(
      TableRow row, String reason, String message) {
    return new Rejected<>(row.reject(reason, "line %d, %s".formatted(row.line(), message)));
  }
}
