// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import static java.util.Objects.requireNonNull;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.validation.RowVerdict.Filtered;
import io.inventorybridge.delivery.validation.RowVerdict.Rejected;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.WholeNumberText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules by which a row of a delta is kept, filtered or rejected. {@link #IN_ORDER} lists all of
 * them; the first match decides. One more rule needs the whole file and is applied by the filter:
 * of several rows of one store and product the last valid one counts, and the others are {@link
 * RejectReason#DUPLICATE_KEY}.
 */
public final class RowRules {
  /** One rule; it stores its findings in the candidate. */
  private interface Rule {
    RowVerdict validate(RowContext rowContext);
  }

  /** Structure, product, store, quantity, duplicate. */
  private static final List<Rule> IN_ORDER =
      List.of(
          RowRules::brokenQuotes,
          RowRules::wrongFieldCount,
          RowRules::badEncoding,
          RowRules::unsupportedIdType,
          RowRules::emptyMalformedOrLossyUpc,
          RowRules::unknownOrAmbiguousUpc,
          RowRules::otherSubsidiary,
          RowRules::ignoredStore,
          RowRules::unknownAmbiguousOrVirtualFacility,
          RowRules::malformedQuantity,
          RowRules::stillMarkedDuplicate);

  private static final Map<FilterReason, RowVerdict> FILTERED = new EnumMap<>(FilterReason.class);

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
  public static RowVerdict validate(RowContext rowContext) {
    for (Rule rule : IN_ORDER) {
      RowVerdict verdict = rule.validate(rowContext);
      if (!(verdict instanceof RowVerdict.Passed)) {
        return verdict;
      }
    }
    return RowVerdict.PASSED;
  }

  private static RowVerdict brokenQuotes(RowContext row) {
    char delimiter = row.header().delimiter();
    if (row.row().lines() == 1) {
      return JoinedLines.hidesDelimiters(row.row(), delimiter)
          ? new Rejected(RejectReason.BROKEN_QUOTES, JoinedLines.hidden(row.row().line()))
          : RowVerdict.PASSED;
    }
    return JoinedLines.of(row.row(), delimiter).areSuspect(cells -> isRow(row.header(), cells))
        ? new Rejected(RejectReason.BROKEN_QUOTES, JoinedLines.message(row.row().line()))
        : RowVerdict.PASSED;
  }

  // One of UPC and quantity must be right, and the other one not be a word.
  private static boolean isRow(DeltaHeader header, List<String> cells) {
    if (cells.size() != header.width()) {
      return false;
    }
    String upc = cells.get(header.upc());
    String quantity = cells.get(header.quantity());
    return WrittenUpc.parse(upc).form() == WrittenUpc.Form.NUMBER
        ? hasDigit(quantity)
        : (upc.isBlank() || hasDigit(upc))
            && WholeNumberText.parse(quantity, header.delimiter(), Optional.empty()).form()
                == WholeNumberText.Form.UNITS;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** Tells whether the quantity of a readable row can be used. */
  public static boolean hasUsableQuantity(RowContext row) {
    return malformedQuantity(row) instanceof RowVerdict.Passed;
  }

  private static RowVerdict wrongFieldCount(RowContext row) {
    if (row.hasRightWidth()) {
      return RowVerdict.PASSED;
    }
    int fields = row.row().fields();
    if (fields == 1 && CellText.trim(row.field(0)).isEmpty()) {
      return filtered(FilterReason.EMPTY_UPC);
    }
    return new Rejected(
        RejectReason.WRONG_FIELD_COUNT,
        "line %d has %d fields, the header has %d%s"
            .formatted(
                row.row().line(),
                fields,
                row.header().names().size(),
                row.hasBlankBeforeQuote() ? "; a blank stands before a quote" : ""));
  }

  private static RowVerdict ignoredStore(RowContext row) {
    return row.isOfIgnoredStore() ? filtered(FilterReason.IGNORED_STORE) : RowVerdict.PASSED;
  }

  private static RowVerdict badEncoding(RowContext row) {
    if (row.text() != RowEncoding.BAD) {
      return RowVerdict.PASSED;
    }
    for (int column = 0; column < row.row().fields(); column++) {
      String bytes = row.row().field(column);
      for (int i = 0; i < bytes.length(); i++) {
        char b = bytes.charAt(i);
        if (b == 0 || RowEncoding.isUndefined((byte) b)) {
          return new Rejected(
              RejectReason.BAD_ENCODING,
              row.describe(column, "holds the byte 0x%02X, which is not text".formatted((int) b)));
        }
      }
    }
    return new Rejected(
        RejectReason.BAD_ENCODING,
        "line %d is neither UTF-8 nor Windows-1252".formatted(row.row().line()));
  }

  private static RowVerdict unsupportedIdType(RowContext row) {
    int column = row.header().idType();
    return column == DeltaHeader.ABSENT
            || CellText.undress(row.field(column)).equalsIgnoreCase("UPCA")
        ? RowVerdict.PASSED
        : new Rejected(
            RejectReason.UNSUPPORTED_ID_TYPE,
            row.describe(column, "is not an identifier type that is read; UPCA is"));
  }

  private static RowVerdict emptyMalformedOrLossyUpc(RowContext row) {
    WrittenUpc upc = WrittenUpc.parse(row.field(row.header().upc()));
    return switch (upc.form()) {
      case EMPTY -> filtered(FilterReason.EMPTY_UPC);
      case NOT_A_UPC -> filtered(FilterReason.MALFORMED_UPC);
      case MALFORMED ->
          new Rejected(
              RejectReason.MALFORMED_UPC,
              row.describe(row.header().upc(), "is not a UPC of 1 to 18 digits"));
      case EXPONENT ->
          new Rejected(
              RejectReason.LOSSY_UPC,
              row.describe(row.header().upc(), "is in exponent form and may have lost digits"));
      case NUMBER -> {
        row.setProduct(row.catalog().find(upc.digits()));
        yield RowVerdict.PASSED;
      }
    };
  }

  private static RowVerdict unknownOrAmbiguousUpc(RowContext row) {
    return switch (row.product()) {
      case CatalogIndex.UNKNOWN -> filtered(FilterReason.UNKNOWN_UPC);
      case CatalogIndex.AMBIGUOUS ->
          new Rejected(
              RejectReason.AMBIGUOUS_UPC,
              row.describe(
                  row.header().upc(), "belongs to more than one product of the catalogue"));
      default -> RowVerdict.PASSED;
    };
  }

  private static RowVerdict otherSubsidiary(RowContext row) {
    return row.isOfOtherSubsidiary() ? filtered(FilterReason.OTHER_SUBSIDIARY) : RowVerdict.PASSED;
  }

  private static RowVerdict unknownAmbiguousOrVirtualFacility(RowContext row) {
    Found found = row.store().found();
    if (found instanceof Found.Known) {
      return RowVerdict.PASSED;
    }
    return switch (found) {
      case Found.Known known -> RowVerdict.PASSED;
      case Found.Unknown unknown ->
          new Rejected(RejectReason.UNKNOWN_FACILITY, row.describeStore("is not a known store"));
      case Found.Ambiguous ambiguous ->
          new Rejected(
              RejectReason.AMBIGUOUS_FACILITY, row.describeStore("may be more than one store"));
      case Found.Virtual virtual ->
          new Rejected(
              RejectReason.VIRTUAL_FACILITY,
              row.describeStore("is a virtual facility and holds no stock"));
    };
  }

  private static RowVerdict malformedQuantity(RowContext row) {
    int column = row.header().quantity();
    WholeNumberText quantity =
        WholeNumberText.parse(row.field(column), row.header().delimiter(), row.decimalMark());
    return switch (quantity.form()) {
      case UNITS -> {
        row.setQuantity(quantity.units());
        yield RowVerdict.PASSED;
      }
      case TOO_LARGE ->
          malformed(row, "is more than %d in size".formatted(WholeNumberText.LARGEST));
      case UNCLEAR ->
          malformed(row, "may be units or thousands; state the mark in the setting decimalMark");
      case MALFORMED -> malformed(row, "is not a whole number of units");
    };
  }

  private static RowVerdict malformed(RowContext row, String wrong) {
    return new Rejected(RejectReason.MALFORMED_QTY, row.describe(row.header().quantity(), wrong));
  }

  // A rejects file that is dropped again unchanged must not restore the older of two rows.
  private static RowVerdict stillMarkedDuplicate(RowContext row) {
    int column = row.header().rejectReason();
    return column != DeltaHeader.ABSENT
            && CellText.trim(row.field(column)).equals(RejectReason.DUPLICATE_KEY.name())
        ? new Rejected(
            RejectReason.DUPLICATE_KEY,
            row.describe(column, "still marks the row as the older one of two"))
        : RowVerdict.PASSED;
  }

  private static RowVerdict filtered(FilterReason reason) {
    return requireNonNull(FILTERED.get(reason));
  }
}
