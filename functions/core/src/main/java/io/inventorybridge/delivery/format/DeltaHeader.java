// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.settings.DeliverySettings.Columns;
import io.inventorybridge.support.text.CellText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The header of a delta: the delimiter and the role of each column. Names are compared without
 * regard to case; unknown columns are ignored.
 *
 * @param names as written in the file
 * @param nextLine the physical line on which the rows begin
 * @param stores the columns that may name the store, without {@link #ABSENT}
 * @param subsidiary {@link #ABSENT} where the file has no such column; the same for idType,
 *     location and rejectReason
 * @param rejectColumns the columns that an earlier rejection has added, in ascending order
 * @param width the number of fields of a row: as many as names, or one more or less where a
 *     delimiter ends every row or only the header
 */
public record DeltaHeader(
    char delimiter,
    List<String> names,
    boolean windows1252,
    long nextLine,
    List<Integer> stores,
    int subsidiary,
    int idType,
    int upc,
    int quantity,
    int location,
    int rejectReason,
    List<Integer> rejectColumns,
    int width) {
  public static final int ABSENT = -1;

  /** The columns that a rejects file adds to those of its input. */
  public static final List<String> REJECT_COLUMNS =
      List.of("rejectLine", "rejectReason", "rejectMessage");

  static final List<Character> DELIMITERS = List.of(',', '|', ';', '\t');

  public DeltaHeader {
    names = List.copyOf(names);
    stores = List.copyOf(stores);
    rejectColumns = List.copyOf(rejectColumns);
  }

  /** Tells whether the file is a rejects file. */
  public boolean isRejectsFile() {
    return rejectReason != ABSENT;
  }

  /**
   * Recognizes a header.
   *
   * @param text the record without byte order mark and line end
   * @param line the physical line on which it starts
   * @param configured the setting {@code columns}
   * @throws UnreadableDelta when a required column is missing, or every column is unknown
   */
  static DeltaHeader recognize(
      String text, boolean windows1252, long line, long nextLine, Columns configured) {
    Match best = bestMatch(text, configured);
    if (best.found() < 3) {
      refuseOtherTables(text, line);
    }
    if (best.found() == 0) {
      throw new UnreadableDelta(
          HeldReason.NOT_CSV,
          "line %d is not the header of a delta file: '%s' holds none of the columns that are looked for; titles above the header are skipped by the setting skipTitleLines"
              .formatted(line, CellText.visible(text)));
    }
    return best.header(windows1252, nextLine, line);
  }

  // Files are dropped into the wrong folder; the sentence names the right one.
  private static void refuseOtherTables(String text, long line) {
    for (char delimiter : DELIMITERS) {
      HeaderNames names = new HeaderNames(HeaderText.split(text, delimiter));
      String folder =
          names.find("upca") != ABSENT && names.find("productId") != ABSENT
              ? "catalog"
              : names.find("sequence") != ABSENT && names.find("kind") != ABSENT
                  ? "rules"
                  : names.find("facilityId") != ABSENT && names.find("externalFacilityId") != ABSENT
                      ? "facilities"
                      : "";
      if (!folder.isEmpty()) {
        throw new UnreadableDelta(
            HeldReason.MISSING_COLUMN,
            "line %d is the header of %s; drop it under %s/"
                .formatted(
                    line, folder.equals("catalog") ? "a catalog" : "a file of " + folder, folder));
      }
    }
  }

  private static Match bestMatch(String text, Columns configured) {
    Match best =
        new Match(',', List.of(), ColumnMapping.RETAIL_PRO, new HeaderNames(List.of()), configured);
    for (char delimiter : DELIMITERS) {
      List<String> names = HeaderText.split(text, delimiter);
      HeaderNames index = new HeaderNames(names);
      for (ColumnMapping layout : ColumnMapping.BUILT_IN) {
        Match match = new Match(delimiter, names, layout, index, configured);
        if (match.found() > best.found()) {
          best = match;
        }
      }
    }
    return best;
  }

  /**
   * Tells whether a row of the file is a header itself, as in files that were put together from
   * several. Only its letters' case and what a spreadsheet adds may differ: a sign or a point in
   * front of it may be the beginning of a row that the header has cut.
   *
   * @param cells the fields of the row
   */
  public boolean isRepeatedBy(List<String> cells) {
    return comparable(cells, DeltaHeader::written).equals(comparable(names, DeltaHeader::written));
  }

  private static String written(String name) {
    return CellText.undress(name).toLowerCase(Locale.ROOT);
  }

  /** Tells whether cells hold two or more names of this header's columns. */
  public boolean isNamedBy(List<String> cells) {
    List<String> own = comparable(names, CellText::headerName);
    return comparable(cells, CellText::headerName).stream()
            .filter(name -> !name.isEmpty() && own.contains(name))
            .count()
        >= 2;
  }

  // Empty names at the end come from delimiters there.
  private static List<String> comparable(List<String> names, UnaryOperator<String> form) {
    List<String> comparable = new ArrayList<>(names.stream().map(form).toList());
    while (!comparable.isEmpty() && comparable.getLast().isEmpty()) {
      comparable.removeLast();
    }
    return comparable;
  }

  /** Tells whether cells name columns that a delta needs, at least two of three, in any order. */
  public static boolean isHeader(List<String> cells, Columns configured) {
    HeaderNames index = new HeaderNames(cells);
    for (ColumnMapping layout : ColumnMapping.BUILT_IN) {
      if (new Match(',', cells, layout, index, configured).found() >= 2) {
        return true;
      }
    }
    return false;
  }

  /** The same header for rows of another number of fields. */
  DeltaHeader withWidth(int fields) {
    return new DeltaHeader(
        delimiter,
        names,
        windows1252,
        nextLine,
        stores,
        subsidiary,
        idType,
        upc,
        quantity,
        location,
        rejectReason,
        rejectColumns,
        fields);
  }

  /** Tells whether every row ends with a delimiter that the header lacks. */
  public boolean isEveryRowDelimitedAtEnd() {
    return width > names.size();
  }

  /** A header split by one delimiter and matched with one layout. */
  private record Match(
      char delimiter,
      List<String> names,
      ColumnMapping layout,
      HeaderNames index,
      Columns configured) {

    /** The number of required roles that are filled, at most three. */
    int found() {
      return (stores().isEmpty() ? 0 : 1)
          + (columns(configured.upc(), layout.upc()).isEmpty() ? 0 : 1)
          + (columns(configured.quantity(), layout.quantity()).isEmpty() ? 0 : 1);
    }

    DeltaHeader header(boolean windows1252, long nextLine, long line) {
      require(!stores().isEmpty(), configured.facility(), layout.store(), line);
      int upc = one("upc", configured.upc(), layout.upc(), ColumnMapping::upc, line);
      require(upc != ABSENT, configured.upc(), layout.upc(), line);
      int quantity =
          one("quantity", configured.quantity(), layout.quantity(), ColumnMapping::quantity, line);
      refuseOtherQuantities(quantity, line);
      require(quantity != ABSENT, configured.quantity(), layout.quantity(), line);
      DeltaHeader header =
          new DeltaHeader(
              delimiter,
              names,
              windows1252,
              nextLine,
              stores(),
              optional("subsidiary", configured.subsidiary(), ColumnMapping::subsidiary, line),
              optional("idType", configured.idType(), ColumnMapping::idType, line),
              upc,
              quantity,
              optional("location", configured.location(), ColumnMapping::location, line),
              index.find("rejectReason"),
              REJECT_COLUMNS.stream()
                  .map(index::find)
                  .filter(column -> column != ABSENT)
                  .sorted()
                  .toList(),
              names.size());
      rejectDuplicateColumns(header, line);
      return header;
    }

    private List<Integer> stores() {
      return configured
          .facility()
          .map(name -> index.findAll(List.of(name)))
          .orElseGet(() -> index.findAll(layout.store()));
    }

    private List<Integer> columns(Optional<String> set, List<String> builtIn) {
      return index.findAll(set.map(List::of).orElse(builtIn));
    }

    // The column of a role that has exactly one. Names of the other layout count as well: with QTY
    // and availableQty in one header either may be meant.
    private int one(
        String setting,
        Optional<String> set,
        List<String> builtIn,
        Function<ColumnMapping, List<String>> role,
        long line) {
      List<Integer> own = columns(set, builtIn);
      List<Integer> all =
          set.isPresent()
              ? own
              : ColumnMapping.BUILT_IN.stream()
                  .flatMap(mapping -> index.findAll(role.apply(mapping)).stream())
                  .toList();
      if (all.size() > 1) {
        throw new UnreadableDelta(
            HeldReason.AMBIGUOUS_COLUMN,
            index.haveOneName(all)
                ? "line %d has the column %s more than once"
                    .formatted(line, index.written(all.getFirst()))
                : "line %d has the columns %s, and each may be the %s; state one in the setting columns.%s"
                    .formatted(
                        line,
                        String.join(" and ", all.stream().map(index::written).toList()),
                        setting,
                        setting));
      }
      return own.isEmpty() ? ABSENT : own.getFirst();
    }

    private void refuseOtherQuantities(int quantity, long line) {
      List<Integer> others =
          configured.quantity().isPresent() || quantity == ABSENT
              ? List.of()
              : index.otherQuantities(configured.ignored());
      if (!others.isEmpty()) {
        throw new UnreadableDelta(
            HeldReason.AMBIGUOUS_COLUMN,
            "line %d has the columns %s and %s, and each may be the quantity; state one in the setting columns.quantity"
                .formatted(line, index.written(quantity), index.written(others.getFirst())));
      }
    }

    // A column that a setting names must exist; a column of a built-in layout may be missing,
    // unless
    // another one has nearly its name.
    private int optional(
        String setting,
        Optional<String> set,
        Function<ColumnMapping, List<String>> role,
        long line) {
      int column = one(setting, set, role.apply(layout), role, line);
      require(set.isEmpty() || column != ABSENT, set, role.apply(layout), line);
      if (column == ABSENT) {
        index.refuseNearly(role.apply(layout), configured.ignored(), setting);
      }
      return column;
    }

    private void require(boolean present, Optional<String> set, List<String> builtIn, long line) {
      if (!present) {
        throw new UnreadableDelta(
            HeldReason.MISSING_COLUMN,
            "line %d has no column %s; its columns are %s"
                .formatted(
                    line,
                    set.orElseGet(() -> String.join(" or ", builtIn)),
                    CellText.visible(String.join(", ", names))));
      }
    }

    // Two columns have the same name, and the delta needs it: the header is ambiguous.
    private void rejectDuplicateColumns(DeltaHeader header, long line) {
      List<Integer> used = new ArrayList<>(header.stores());
      used.addAll(
          List.of(
              header.subsidiary(),
              header.idType(),
              header.upc(),
              header.quantity(),
              header.location()));
      for (int column : used) {
        if (column != ABSENT && index.isRepeated(column)) {
          throw new UnreadableDelta(
              HeldReason.AMBIGUOUS_COLUMN,
              "line %d has the column %s more than once".formatted(line, index.written(column)));
        }
      }
    }
  }
}
