// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.judgement;

import static java.util.Objects.requireNonNull;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.delivery.judgement.Verdict.Filtered;
import io.inventorybridge.delivery.judgement.Verdict.Rejected;
import io.inventorybridge.delivery.rows.DeltaHeader;
import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.RejectReason;
import io.inventorybridge.delivery.rows.RowText;
import io.inventorybridge.facilities.FacilityDirectory.Found;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rules by which a row of a delta is kept, filtered or rejected. {@link #IN_ORDER} lists all of
 * them; the first match decides. One more rule needs the whole file and is applied by the filter:
 * of several rows of one store and product the last valid one counts, and the others are {@link
 * RejectReason#DUPLICATE_KEY}.
 */
public final class RowRules {
  /** One rule; it stores its findings in the candidate. */
  private interface Rule {
    Verdict judge(Candidate candidate);
  }

  /** Structure, product, store, quantity, duplicate. */
  private static final List<Rule> IN_ORDER =
      List.of(
          RowRules::wrongFieldCount,
          RowRules::badEncoding,
          RowRules::unsupportedIdType,
          RowRules::emptyMalformedOrLossyUpc,
          RowRules::unknownOrAmbiguousUpc,
          RowRules::otherSubsidiary,
          RowRules::unknownAmbiguousOrVirtualFacility,
          RowRules::malformedQuantity,
          RowRules::stillMarkedDuplicate);

  private static final Map<FilterReason, Verdict> FILTERED = new EnumMap<>(FilterReason.class);

  static {
    for (FilterReason reason : FilterReason.values()) {
      FILTERED.put(reason, new Filtered(reason));
    }
  }

  private RowRules() {}

  /**
   * Judges a row. It passes when no rule matches; then product, facility and quantity of the
   * candidate are set.
   */
  public static Verdict judge(Candidate candidate) {
    for (Rule rule : IN_ORDER) {
      Verdict verdict = rule.judge(candidate);
      if (!(verdict instanceof Verdict.Passed)) {
        return verdict;
      }
    }
    return Verdict.PASSED;
  }

  private static Verdict wrongFieldCount(Candidate row) {
    int expected = row.header().names().size();
    int fields = row.row().fields();
    return fields == expected
        ? Verdict.PASSED
        : new Rejected(
            RejectReason.WRONG_FIELD_COUNT,
            "line %d has %d fields, the header has %d"
                .formatted(row.row().line(), fields, expected));
  }

  private static Verdict badEncoding(Candidate row) {
    if (row.text() != RowText.BAD) {
      return Verdict.PASSED;
    }
    for (int column = 0; column < row.row().fields(); column++) {
      String bytes = row.row().field(column);
      for (int i = 0; i < bytes.length(); i++) {
        char b = bytes.charAt(i);
        if (b == 0 || RowText.isUndefined((byte) b)) {
          return new Rejected(
              RejectReason.BAD_ENCODING,
              row.place(column, "holds the byte 0x%02X, which is no text".formatted((int) b)));
        }
      }
    }
    return new Rejected(
        RejectReason.BAD_ENCODING,
        "line %d is neither UTF-8 nor Windows-1252".formatted(row.row().line()));
  }

  private static Verdict unsupportedIdType(Candidate row) {
    int column = row.header().idType();
    return column == DeltaHeader.ABSENT || row.field(column).strip().equalsIgnoreCase("UPCA")
        ? Verdict.PASSED
        : new Rejected(
            RejectReason.UNSUPPORTED_ID_TYPE,
            row.place(column, "is not an identifier type that is read; UPCA is"));
  }

  private static Verdict emptyMalformedOrLossyUpc(Candidate row) {
    WrittenUpc upc = WrittenUpc.parse(row.row().field(row.header().upc()));
    return switch (upc.form()) {
      case EMPTY -> filtered(FilterReason.EMPTY_UPC);
      case MALFORMED -> filtered(FilterReason.MALFORMED_UPC);
      case EXPONENT ->
          new Rejected(
              RejectReason.LOSSY_UPC,
              row.place(row.header().upc(), "is in exponent form and may have lost digits"));
      case NUMBER -> {
        row.found(row.catalog().find(upc.digits()));
        yield Verdict.PASSED;
      }
    };
  }

  private static Verdict unknownOrAmbiguousUpc(Candidate row) {
    return switch (row.product()) {
      case CatalogIndex.UNKNOWN -> filtered(FilterReason.UNKNOWN_UPC);
      case CatalogIndex.AMBIGUOUS ->
          new Rejected(
              RejectReason.AMBIGUOUS_UPC,
              row.place(row.header().upc(), "belongs to more than one product of the catalogue"));
      default -> Verdict.PASSED;
    };
  }

  private static Verdict otherSubsidiary(Candidate row) {
    return row.ofOtherSubsidiary() ? filtered(FilterReason.OTHER_SUBSIDIARY) : Verdict.PASSED;
  }

  private static Verdict unknownAmbiguousOrVirtualFacility(Candidate row) {
    Found found = row.store().found();
    if (found instanceof Found.Known) {
      return Verdict.PASSED;
    }
    return switch (found) {
      case Found.Known known -> Verdict.PASSED;
      case Found.Unknown unknown ->
          new Rejected(
              RejectReason.UNKNOWN_FACILITY, row.place(row.storeColumn(), "is not a known store"));
      case Found.Ambiguous ambiguous ->
          new Rejected(
              RejectReason.AMBIGUOUS_FACILITY,
              row.place(row.storeColumn(), "may be more than one store"));
      case Found.Virtual virtual ->
          new Rejected(
              RejectReason.VIRTUAL_FACILITY,
              row.place(row.storeColumn(), "is a virtual facility and holds no stock"));
    };
  }

  private static Verdict malformedQuantity(Candidate row) {
    int column = row.header().quantity();
    WrittenQuantity quantity = WrittenQuantity.parse(row.field(column), row.header().delimiter());
    return switch (quantity.form()) {
      case UNITS -> {
        row.counted(quantity.units());
        yield Verdict.PASSED;
      }
      case TOO_LARGE ->
          new Rejected(
              RejectReason.MALFORMED_QTY,
              row.place(column, "is more than %d in size".formatted(WrittenQuantity.LARGEST)));
      case MALFORMED ->
          new Rejected(
              RejectReason.MALFORMED_QTY, row.place(column, "is not a whole number of units"));
    };
  }

  // A rejects file that is dropped again unchanged must not restore the older of two rows.
  private static Verdict stillMarkedDuplicate(Candidate row) {
    int column = row.header().rejectReason();
    return column != DeltaHeader.ABSENT
            && row.field(column).strip().equals(RejectReason.DUPLICATE_KEY.name())
        ? new Rejected(
            RejectReason.DUPLICATE_KEY,
            row.place(column, "still marks the row as the older one of two"))
        : Verdict.PASSED;
  }

  private static Verdict filtered(FilterReason reason) {
    return requireNonNull(FILTERED.get(reason));
  }
}
