// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.settings.DeliverySettings.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
    List<Integer> rejectColumns) {
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
   * @param text the first record without byte order mark and line end
   * @param configured the setting {@code columns}
   * @throws UnreadableDelta when a required column is missing, or every column is unknown
   */
  static DeltaHeader recognize(
      String text, boolean windows1252, long nextLine, Columns configured) {
    Match best = new Match(',', List.of(), ColumnMapping.RETAIL_PRO, Map.of(), configured);
    for (char delimiter : DELIMITERS) {
      List<String> names = HeaderText.split(text, delimiter);
      Map<String, Integer> index = index(names);
      for (ColumnMapping layout : ColumnMapping.BUILT_IN) {
        Match match = new Match(delimiter, names, layout, index, configured);
        if (match.found() > best.found()) {
          best = match;
        }
      }
    }
    if (best.found() == 0) {
      throw new UnreadableDelta(
          HeldReason.NOT_CSV,
          "line 1 is not the header of a delta file: '%s' holds none of the columns that are looked for"
              .formatted(HeaderText.shortened(text)));
    }
    return best.header(windows1252, nextLine);
  }

  private static Map<String, Integer> index(List<String> names) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      index.putIfAbsent(key(names.get(i)), i);
    }
    return index;
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** A header split by one delimiter and matched with one layout. */
  private record Match(
      char delimiter,
      List<String> names,
      ColumnMapping layout,
      Map<String, Integer> index,
      Columns configured) {

    /** The number of required roles that are filled, at most three. */
    int found() {
      return (stores().isEmpty() ? 0 : 1)
          + (upc() == ABSENT ? 0 : 1)
          + (quantity() == ABSENT ? 0 : 1);
    }

    DeltaHeader header(boolean windows1252, long nextLine) {
      require(!stores().isEmpty(), configured.facility(), layout.store());
      require(upc() != ABSENT, configured.upc(), layout.upc());
      require(quantity() != ABSENT, configured.quantity(), layout.quantity());
      int subsidiary = optional(configured.subsidiary(), layout.subsidiary());
      int idType = optional(configured.idType(), layout.idType());
      int location = optional(configured.location(), layout.location());
      DeltaHeader header =
          new DeltaHeader(
              delimiter,
              names,
              windows1252,
              nextLine,
              stores(),
              subsidiary,
              idType,
              upc(),
              quantity(),
              location,
              index.getOrDefault(key("rejectReason"), ABSENT),
              REJECT_COLUMNS.stream()
                  .map(name -> index.getOrDefault(key(name), ABSENT))
                  .filter(column -> column != ABSENT)
                  .sorted()
                  .toList());
      rejectDuplicateColumns(header);
      return header;
    }

    private List<Integer> stores() {
      if (configured.facility().isPresent()) {
        int column = column(configured.facility(), List.of());
        return column == ABSENT ? List.of() : List.of(column);
      }
      List<Integer> found = new ArrayList<>();
      for (String name : layout.store()) {
        int column = index.getOrDefault(key(name), ABSENT);
        if (column != ABSENT) {
          found.add(column);
        }
      }
      return found;
    }

    private int upc() {
      return column(configured.upc(), layout.upc());
    }

    private int quantity() {
      return column(configured.quantity(), layout.quantity());
    }

    private int column(Optional<String> set, List<String> builtIn) {
      List<String> candidates = set.map(List::of).orElse(builtIn);
      return candidates.stream()
          .map(name -> index.getOrDefault(key(name), ABSENT))
          .filter(column -> column != ABSENT)
          .findFirst()
          .orElse(ABSENT);
    }

    // A column that a setting names must exist; a column of a built-in layout may be missing.
    private int optional(Optional<String> set, List<String> builtIn) {
      int column = column(set, builtIn);
      require(set.isEmpty() || column != ABSENT, set, builtIn);
      return column;
    }

    private void require(boolean present, Optional<String> set, List<String> builtIn) {
      if (!present) {
        throw new UnreadableDelta(
            HeldReason.MISSING_COLUMN,
            "line 1 has no column %s; its columns are %s"
                .formatted(
                    set.orElseGet(() -> String.join(" or ", builtIn)),
                    HeaderText.shortened(String.join(", ", names))));
      }
    }

    // Two columns have the same name, and the delta needs it: the header is ambiguous.
    private void rejectDuplicateColumns(DeltaHeader header) {
      List<Integer> used = new ArrayList<>(header.stores());
      used.addAll(
          List.of(
              header.subsidiary(),
              header.idType(),
              header.upc(),
              header.quantity(),
              header.location()));
      for (int column : used) {
        if (column == ABSENT) {
          continue;
        }
        String name = key(names.get(column));
        if (names.stream().filter(other -> key(other).equals(name)).count() > 1) {
          throw new UnreadableDelta(
              HeldReason.AMBIGUOUS_COLUMN,
              "line 1 has the column %s more than once".formatted(names.get(column).strip()));
        }
      }
    }
  }
}
