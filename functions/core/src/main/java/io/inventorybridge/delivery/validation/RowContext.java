// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderText;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.validation.StoreLookup.LookupResult;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.settings.DeliverySettings;
import io.inventorybridge.stock.WrittenUpc;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.DecimalMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The row being judged, with the findings of the rules so far. One object serves a whole file, so
 * that the millions of dropped rows cost no memory. Not thread-safe.
 */
public final class RowContext {
  private final DeltaHeader header;
  private final CatalogIndex catalog;
  private final StoreLookup stores;
  private final String ownSubsidiary;
  private final Optional<String> onlySubsidiary;
  private final Optional<DecimalMark> decimalMark;
  private final Set<String> ignoredStores;

  private DeltaRow row;
  private RowEncoding text = RowEncoding.UTF_8;
  private int storeColumn;
  private String storeCode = "";
  private boolean storeLookedUp;
  private LookupResult store = new LookupResult(new Found.Unknown(), StoreLookup.NONE);
  private int product;
  private int quantity;

  public RowContext(
      DeltaHeader header,
      CatalogIndex catalog,
      StoreLookup stores,
      DeliverySettings settings,
      DeltaRow first) {
    this.header = header;
    this.catalog = catalog;
    this.stores = stores;
    this.ownSubsidiary = settings.subsidiary().orElse("");
    this.onlySubsidiary = settings.subsidiary().map(HeaderText::normalized);
    this.decimalMark = settings.decimalMark();
    this.ignoredStores =
        settings.ignoredStores().stream()
            .map(RowContext::normalizedStore)
            .collect(Collectors.toUnmodifiableSet());
    this.row = first;
  }

  /** Starts with the next row. */
  public RowContext of(DeltaRow next) {
    row = next;
    text = next.text();
    storeLookedUp = false;
    product = CatalogIndex.UNKNOWN;
    quantity = 0;
    return this;
  }

  public DeltaRow row() {
    return row;
  }

  public RowEncoding text() {
    return text;
  }

  /**
   * Records the store of a readable row: the file mentions the store, even if the product is
   * filtered.
   */
  public void noteStore() {
    if (hasRightWidth() && text != RowEncoding.BAD && !isOfOtherSubsidiary()) {
      store();
    }
  }

  /** The slot of the product in the catalog; set by the rules. */
  public int product() {
    return product;
  }

  /** The slot of the store among those of the file; set by the rules. */
  public int facility() {
    return store().slot();
  }

  public int quantity() {
    return quantity;
  }

  /** The kind of a row's store. */
  public enum StoreKind {
    STORE,
    VIRTUAL,
    UNKNOWN
  }

  /** The kind of the store that the row names; a code of several stores is not known. */
  public StoreKind storeKind() {
    return switch (store().found()) {
      case Found.Known known -> StoreKind.STORE;
      case Found.Virtual virtual -> StoreKind.VIRTUAL;
      case Found.Unknown unknown -> StoreKind.UNKNOWN;
      case Found.Ambiguous ambiguous -> StoreKind.UNKNOWN;
    };
  }

  /** The store as the row writes it: {@code STORE} or {@code SBS/STORE}. */
  public String writtenStore() {
    String stated = statedSubsidiary();
    store();
    return CellText.visible(stated.isEmpty() ? storeCode : stated + "/" + storeCode);
  }

  /** The product's number in canonical form; empty where the row states none. */
  public OptionalLong upc() {
    if (!hasRightWidth() || text == RowEncoding.BAD) {
      return OptionalLong.empty();
    }
    WrittenUpc upc = WrittenUpc.parse(field(header.upc()));
    return upc.form() == WrittenUpc.Form.NUMBER
        ? OptionalLong.of(upc.digits())
        : OptionalLong.empty();
  }

  /** Tells whether the catalog knows the product of the row, even if it is not unique there. */
  public boolean isOfCatalog() {
    OptionalLong upc = upc();
    return upc.isPresent() && catalog.find(upc.getAsLong()) != CatalogIndex.UNKNOWN;
  }

  /** The location within the store; empty where the row does not state it. */
  public String location() {
    return header.location() == DeltaHeader.ABSENT ? "" : CellText.trim(field(header.location()));
  }

  DeltaHeader header() {
    return header;
  }

  CatalogIndex catalog() {
    return catalog;
  }

  void setProduct(int slot) {
    product = slot;
  }

  void setQuantity(int units) {
    quantity = units;
  }

  /** A field as text. */
  String field(int column) {
    String bytes = row.field(column);
    return row.ascii() ? bytes : text.decode(bytes);
  }

  /** The column that names the store: the first one with a value. */
  int storeColumn() {
    store();
    return storeColumn;
  }

  LookupResult store() {
    if (!storeLookedUp) {
      storeColumn = header.stores().getFirst();
      String code = "";
      for (int i = 0; i < header.stores().size() && code.isEmpty(); i++) {
        int column = header.stores().get(i);
        code = CellText.code(field(column));
        storeColumn = code.isEmpty() ? storeColumn : column;
      }
      String stated = statedSubsidiary();
      store = stores.find(code, stated.isEmpty() ? ownSubsidiary : stated);
      storeCode = code;
      storeLookedUp = true;
    }
    return store;
  }

  /** The subsidiary that the row itself states; empty without one. */
  String statedSubsidiary() {
    return header.subsidiary() == DeltaHeader.ABSENT
        ? ""
        : CellText.code(field(header.subsidiary()));
  }

  /**
   * Tells whether the row states another subsidiary than the source's. A damaged code is not
   * certainly that of another one; its store is unknown then.
   */
  public boolean isOfOtherSubsidiary() {
    if (onlySubsidiary.isEmpty()) {
      return false;
    }
    String stated = statedSubsidiary();
    return !stated.isEmpty()
        && stated.chars().allMatch(RowContext::isOfACode)
        && !HeaderText.normalized(stated).equals(onlySubsidiary.get());
  }

  private static boolean isOfACode(int c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  /** Tells whether a setting lists the store of the row as not relevant. */
  boolean isOfIgnoredStore() {
    if (ignoredStores.isEmpty()) {
      return false;
    }
    store();
    String code = storeCode;
    String stated = statedSubsidiary();
    String subsidiary = stated.isEmpty() ? ownSubsidiary : stated;
    return ignoredStores.contains(normalizedStore(code))
        || ignoredStores.contains(normalizedStore(subsidiary + "/" + code));
  }

  // STORE or SBS/STORE; each part is compared without leading zeros.
  private static String normalizedStore(String written) {
    int slash = written.indexOf('/');
    return slash < 0
        ? HeaderText.normalized(written)
        : HeaderText.normalized(written.substring(0, slash))
            + "/"
            + HeaderText.normalized(written.substring(slash + 1));
  }

  /** The store with its subsidiary as the row writes them, for a message. */
  String describeStore(String wrong) {
    String code = CellText.visible(field(storeColumn()));
    String stated = header.subsidiary() == DeltaHeader.ABSENT ? "" : field(header.subsidiary());
    return stated.isEmpty()
        ? describe(storeColumn(), wrong)
        : "line %d, columns %s and %s: '%s/%s' %s"
            .formatted(
                row.line(),
                name(header.subsidiary()),
                name(storeColumn()),
                CellText.visible(stated),
                code,
                wrong);
  }

  /** Tells whether the row may be a header: its column of the quantity holds a name. */
  public boolean mayBeHeader() {
    if (text == RowEncoding.BAD || row.fields() < 2) {
      return false;
    }
    int column = Math.min(header.quantity(), row.fields() - 1);
    return field(column).chars().anyMatch(Character::isLetter);
  }

  /** Tells whether a field begins with a blank and a quote, which then does not quote it. */
  boolean hasBlankBeforeQuote() {
    for (int column = 0; column < row.fields(); column++) {
      String cell = row.field(column);
      if (cell.startsWith(" ") && cell.stripLeading().startsWith("\"")) {
        return true;
      }
    }
    return false;
  }

  /** All fields as text. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < row.fields(); column++) {
      cells.add(field(column));
    }
    return cells;
  }

  /** Tells whether the row has as many fields as the file has columns. */
  boolean hasRightWidth() {
    return row.fields() == header.width()
        && (!header.isEveryRowDelimitedAtEnd()
            || CellText.trim(field(header.width() - 1)).isEmpty());
  }

  Optional<DecimalMark> decimalMark() {
    return decimalMark;
  }

  private String name(int column) {
    return column < header.names().size()
        ? CellText.visible(CellText.trim(header.names().get(column)))
        : Integer.toString(column + 1);
  }

  /** A position in the file, for a message: {@code line 5, column UPC: 'x' <the problem>}. */
  String describe(int column, String wrong) {
    return "line %d, column %s: '%s' %s"
        .formatted(row.line(), name(column), CellText.visible(field(column)), wrong);
  }
}
