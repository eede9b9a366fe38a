// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.masterdata.imports.TableImport.Accepted;
import io.inventorybridge.masterdata.imports.TableImport.Rejected;
import io.inventorybridge.masterdata.imports.TableImport.RowResult;
import io.inventorybridge.masterdata.imports.TableRow;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.text.CellText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parser of rows of {@code facilities.csv}, with the reasons for rejecting one. */
final class FacilityRowReader {
  static final List<String> REQUIRED = List.of("facilityId");
  static final List<String> OPTIONAL =
      List.of("externalFacilityId", "name", "type", "shopifyLocationId", "groups");

  private FacilityRowReader() {}

  static RowResult<Facility> read(TableRow row) {
    String id = row.code("facilityId");
    if (id.isEmpty()) {
      return rejected(row, "EMPTY_FACILITY_ID", "the facilityId is empty");
    }
    Optional<String> error = FacilityId.inputError(id);
    if (error.isPresent()) {
      return rejected(
          row,
          "MALFORMED_FACILITY_ID",
          "the facilityId '%s' %s".formatted(CellText.visible(id), error.get()));
    }
    Optional<String> code = row.optionalCode("externalFacilityId");
    if (code.filter(FacilityRowReader::malformed).isPresent()) {
      return rejected(
          row,
          "MALFORMED_EXTERNAL_ID",
          "the externalFacilityId '%s' is neither STORE nor SBS/STORE".formatted(code.get()));
    }
    return new Accepted<>(
        new Facility(
            new FacilityId(id),
            code,
            row.optional("name"),
            row.text("type").toUpperCase(Locale.ROOT),
            row.optionalCode("shopifyLocationId"),
            row.words("groups"),
            true));
  }

  private static boolean malformed(String code) {
    String[] parts = code.split("/", -1);
    return parts.length > 2 || List.of(parts).stream().anyMatch(String::isBlank);
  }

  private static RowResult<Facility> rejected(TableRow row, String reason, String message) {
    return new Rejected<>(row.reject(reason, message));
  }
}
