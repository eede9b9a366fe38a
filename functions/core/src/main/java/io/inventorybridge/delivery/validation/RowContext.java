// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderText;
import io.inventorybridge.delivery.format.RowEncoding;
import io.inventorybridge.delivery.validation.StoreLookup.LookupResult;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import java.util.Optional;
import java.util.OptionalLong;

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

  private DeltaRow row;
  private RowEncoding text = RowEncoding.UTF_8;
  private int storeColumn;
  private boolean storeLookedUp;
  private LookupResult store = new LookupResult(new Found.Unknown(), StoreLookup.NONE);
  private int product;
  private int quantity;

  public RowContext(
      DeltaHeader header,
      CatalogIndex catalog,
      StoreLookup stores,
      Optional<String> subsidiary,
      DeltaRow first) {
    this.header = header;
    this.catalog = catalog;
    this.stores = stores;
    this.ownSubsidiary = subsidiary.orElse("");
    this.onlySubsidiary = subsidiary.map(HeaderText::normalized);
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
    if (row.fields() == header.names().size()
        && text != RowEncoding.BAD
        && !isOfOtherSubsidiary()) {
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
    String code = field(storeColumn()).strip();
    return HeaderText.shortened(stated.isEmpty() ? code : stated + "/" + code);
  }

  /** The product's number in canonical form; empty where the row states none. */
  public OptionalLong upc() {
    if (row.fields() != header.names().size() || text == RowEncoding.BAD) {
      return OptionalLong.empty();
    }
    ParsedUpc upc = ParsedUpc.parse(row.field(header.upc()));
    return upc.form() == ParsedUpc.Form.NUMBER
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
    return header.location() == DeltaHeader.ABSENT ? "" : field(header.location()).strip();
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
        code = field(column).strip();
        storeColumn = code.isEmpty() ? storeColumn : column;
      }
      String stated = statedSubsidiary();
      store = stores.find(code, stated.isEmpty() ? ownSubsidiary : stated);
      storeLookedUp = true;
    }
    return store;
  }

  /** The subsidiary that the row itself states; empty without one. */
  String statedSubsidiary() {
    return header.subsidiary() == DeltaHeader.ABSENT ? "" : field(header.subsidiary()).strip();
  }

  /** Tells whether the row states another subsidiary than the source's. */
  public boolean isOfOtherSubsidiary() {
    if (onlySubsidiary.isEmpty()) {
      return false;
    }
    String stated = statedSubsidiary();
    return !stated.isEmpty() && !HeaderText.normalized(stated).equals(onlySubsidiary.get());
  }

  /** A position in the file, for a message: {@code line 5, column UPC: 'x' <the problem>}. */
  String describe(int column, String wrong) {
    return "line %d, column %s: '%s' %s"
        .formatted(
            row.line(),
            header.names().get(column).strip(),
            HeaderText.shortened(field(column).strip()),
            wrong);
  }
}
