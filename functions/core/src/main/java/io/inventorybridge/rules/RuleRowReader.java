// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.imports.TableImport.Accepted;
import io.inventorybridge.masterdata.imports.TableImport.Rejected;
import io.inventorybridge.masterdata.imports.TableImport.RowResult;
import io.inventorybridge.masterdata.imports.TableRow;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.CellText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parser of rows of {@code rules.csv}, with the reasons for rejecting one. */
final class RuleRowReader {
  // The selectors are required too: with a misspelled column the rule would match every product.
  static final List<String> REQUIRED =
      List.of(
          "sequence", "kind", "productId", "upca", "tag", "facilityId", "facilityGroupId", "value");

  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  private RuleRowReader() {}

  static RowResult<RuleRow> read(TableRow row) {
    String sequence = row.code("sequence");
    if (!SEQUENCE.matcher(sequence).matches()) {
      return rejected(
          row, "MALFORMED_SEQUENCE", "column sequence: '%s' is not a whole number", sequence);
    }
    Optional<RuleValue.RuleKind> kind = kind(row.text("kind"));
    if (kind.isEmpty()) {
      return rejected(
          row,
          "UNKNOWN_KIND",
          "column kind: '%s' is not SAFETY_STOCK, THRESHOLD, ALLOW_BROKERING or CHANNEL",
          row.text("kind"));
    }
    Optional<String> upca = row.optional("upca");
    Optional<CanonicalUpc> upc =
        upca.map(WrittenUpc::parse)
            .filter(written -> written.form() == WrittenUpc.Form.NUMBER)
            .map(written -> new CanonicalUpc(written.digits()));
    if (upca.isPresent() && upc.isEmpty()) {
      return rejected(
          row,
          "MALFORMED_UPC",
          "column upca: '%s' is not 1 to 18 digits, not all zero",
          upca.get());
    }
    Optional<String> facility = row.optionalCode("facilityId");
    Optional<String> error = facility.flatMap(FacilityId::inputError);
    if (error.isPresent()) {
      return rejected(
          row,
          "MALFORMED_FACILITY_ID",
          "column facilityId: '%s' " + error.get(),
          CellText.visible(facility.get()));
    }
    RuleSelector selector =
        new RuleSelector(
            row.optionalCode("productId"),
            upc,
            row.optional("tag"),
            facility.map(FacilityId::new),
            row.optionalCode("facilityGroupId"));
    boolean ofFacilities =
        kind.get() == RuleValue.RuleKind.SAFETY_STOCK
            || kind.get() == RuleValue.RuleKind.ALLOW_BROKERING;
    if (selector.namesAFacility() && !ofFacilities) {
      return rejected(
          row,
          "FACILITY_NOT_SELECTABLE",
          "columns facilityId, facilityGroupId: a rule of kind %s is of a product as a whole",
          kind.get().name());
    }
    return switch (RuleValueParser.read(kind.get(), row.text("value"))) {
      case RuleValueParser.Parsed read ->
          new Accepted<>(new RuleRow(Long.parseLong(sequence), selector, read.effect()));
      case RuleValueParser.NotAValue not ->
          rejected(row, "MALFORMED_VALUE", "column value: %s", not.reason());
    };
  }

  private static Optional<RuleValue.RuleKind> kind(String written) {
    for (RuleValue.RuleKind kind : RuleValue.RuleKind.values()) {
      if (kind.name().equalsIgnoreCase(written)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static RowResult<RuleRow> rejected(
      TableRow row, String reason, String message, String value) {
    return new Rejected<>(
        row.reject(reason, "line %d, %s".formatted(row.line(), message.formatted(value))));
  }
}
