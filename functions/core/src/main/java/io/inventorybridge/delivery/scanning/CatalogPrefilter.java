// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.format.DeltaHeader;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.format.ScanState;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.stock.CanonicalUpc;

/**
 * Drops records of products that are not online, by their bytes, and reads plain records of the
 * others. It does so only where the verdict of the rules is certain (structure first, then the
 * identifier's type, then the UPC). It passes on everything else: records with another number of
 * fields, records that are not text, decorated UPCs, and the first record of every store and of
 * Windows-1252.
 */
final class CatalogPrefilter implements RowPrefilter {
  private static final long UPCA = 0x41435055L; // the letters, the first one lowest
  private static final long LETTERS_AS_CAPITALS = 0xDFDFDFDFL;
  private static final int UPC_WITHIN_TWO_WORDS = 16;
  private static final int MOST_DIGITS = 7;

  private final CatalogIndex catalog;
  private final int delimiters;
  private final byte delimiter;
  private final boolean endsWithDelimiter;
  private final int upc;
  private final int idType;
  private final int quantity;
  private final int location;
  private final boolean ofRejects;
  private final StoreDictionary stores;
  // The start positions of the fields up to the last relevant one, and of one more.
  private final int[] starts;

  private ScanState reading = ScanState.OPEN;
  private boolean windows1252Seen;
  private long unknown;
  private long empty;
  private long malformed;

  CatalogPrefilter(DeltaHeader header, CatalogIndex catalog) {
    this.catalog = catalog;
    this.delimiters = header.width() - 1;
    this.delimiter = (byte) header.delimiter();
    this.endsWithDelimiter = header.isEveryRowDelimitedAtEnd();
    this.upc = header.upc();
    this.idType = header.idType();
    this.quantity = header.quantity();
    this.location = header.location();
    this.ofRejects = header.isRejectsFile();
    this.stores = new StoreDictionary(header);
    this.starts = new int[Math.max(Math.max(upc, idType), stores.lastColumn()) + 2];
  }

  /** Reports the number of dropped records. */
  void reportFiltered(RowSink sink) {
    reportFiltered(sink, FilterReason.EMPTY_UPC, empty);
    reportFiltered(sink, FilterReason.MALFORMED_UPC, malformed);
    reportFiltered(sink, FilterReason.UNKNOWN_UPC, unknown);
  }

  private static void reportFiltered(RowSink sink, FilterReason reason, long rows) {
    if (rows > 0) {
      sink.filtered(reason, rows);
    }
  }

  @Override
  public ScanState scanState() {
    return reading;
  }

  @Override
  public boolean filters(StructuralIndex bytes, int start, int end, boolean nul) {
    reading = ScanState.OPEN;
    if (nul
        || bytes.countDelimiters(start, end) != delimiters
        || (endsWithDelimiter && bytes.array()[end - 1] != delimiter)) {
      return false;
    }
    boolean utf8 = bytes.isPlainlyUtf8(start, end) || EncodingCheck.areUtf8(bytes, start, end);
    if (!utf8 && (!EncodingCheck.areWindows1252(bytes, start, end) || isFirstInWindows1252())) {
      return false;
    }
    findFields(bytes, start, end);
    return isUpca(bytes) && filtersProduct(bytes, end, utf8);
  }

  private boolean isFirstInWindows1252() {
    boolean first = !windows1252Seen;
    windows1252Seen = true;
    return first;
  }

  private void findFields(StructuralIndex bytes, int start, int end) {
    starts[0] = start;
    int parted = Math.min(starts.length - 1, delimiters);
    long near = bytes.delimitersFrom(start);
    for (int i = 1; i <= parted; i++) {
      if (near == 0) {
        // More than 64 bytes away.
        starts[i] = bytes.nextDelimiter(starts[i - 1]) + 1;
      } else {
        starts[i] = start + Long.numberOfTrailingZeros(near) + 1;
        near &= near - 1;
      }
    }
    if (parted < starts.length - 1) {
      starts[parted + 1] = end + 1;
    }
  }

  private boolean isUpca(StructuralIndex bytes) {
    if (idType == DeltaHeader.ABSENT) {
      return true;
    }
    int from = starts[idType];
    int to = starts[idType + 1] - 1;
    if (isQuoted(bytes.array(), from, to)) {
      from++;
      to--;
    }
    return to - from == 4 && (bytes.word(from) & LETTERS_AS_CAPITALS) == UPCA;
  }

  private boolean filtersProduct(StructuralIndex bytes, int end, boolean utf8) {
    int from = starts[upc];
    int to = starts[upc + 1] - 1;
    int length = to - from;
    long digits = length > 0 && length <= UPC_WITHIN_TWO_WORDS ? digits(bytes, from, to) : -1;
    if (digits <= 0) {
      return filtersDecoratedUpc(bytes, from, to, utf8);
    }
    int product = catalog.find(digits);
    int store = stores.number(bytes, starts, utf8);
    if (product != CatalogIndex.UNKNOWN) {
      if (product >= 0 && store != StoreDictionary.NONE && utf8 && !ofRejects) {
        readPlain(bytes, end, product, Math.max(store, ~store));
      }
      return false;
    }
    if (store < 0) {
      return false;
    }
    unknown++;
    return true;
  }

  // The rules accept every quantity of up to seven digits.
  private void readPlain(StructuralIndex bytes, int end, int product, int store) {
    int from = start(bytes, quantity);
    int to = end(bytes, quantity, from, end);
    boolean negative = from < to && bytes.array()[from] == '-';
    int length = to - from - (negative ? 1 : 0);
    if (length < 1 || length > MOST_DIGITS || (location >= 0 && !isEmpty(bytes, location, end))) {
      return;
    }
    int units = (int) SwarDigits.ofEight(bytes.word(to - Long.BYTES), length);
    if (units >= 0) {
      reading = new ScanState.Plain(product, store, negative ? -units : units);
    }
  }

  private boolean isEmpty(StructuralIndex bytes, int column, int end) {
    int from = start(bytes, column);
    return from == end(bytes, column, from, end);
  }

  private int start(StructuralIndex bytes, int column) {
    int known = Math.min(column, starts.length - 1);
    int at = starts[known];
    for (int i = known; i < column; i++) {
      at = bytes.nextDelimiter(at) + 1;
    }
    return at;
  }

  private int end(StructuralIndex bytes, int column, int from, int end) {
    return column == delimiters ? end : bytes.nextDelimiter(from);
  }

  /** The same check for a UPC that is not simply up to 16 digits. */
  private boolean filtersDecoratedUpc(StructuralIndex bytes, int start, int end, boolean utf8) {
    byte[] array = bytes.array();
    int from = start;
    int to = end;
    if (isQuoted(array, from, to)) {
      from++;
      to--;
    }
    while (from < to && array[from] == ' ') {
      from++;
    }
    while (from < to && array[to - 1] == ' ') {
      to--;
    }
    int length = to - from;
    if (length > CanonicalUpc.MOST_DIGITS) {
      return false;
    }
    long digits = 0;
    if (length > 0) {
      digits =
          length <= UPC_WITHIN_TWO_WORDS ? digits(bytes, from, to) : moreDigits(array, from, to);
      if (digits < 0 || (digits > 0 && catalog.find(digits) != CatalogIndex.UNKNOWN)) {
        return false;
      }
    }
    if (stores.number(bytes, starts, utf8) < 0) {
      return false;
    }
    if (digits > 0) {
      unknown++;
    } else if (length == 0) {
      empty++;
    } else {
      malformed++;
    }
    return true;
  }

  private static boolean isQuoted(byte[] array, int from, int to) {
    return to - from >= 2 && array[from] == '"' && array[to - 1] == '"';
  }

  // The number written with up to 16 digits; -1 when a character is not a digit.
  private static long digits(StructuralIndex bytes, int from, int to) {
    int length = to - from;
    if (length <= Long.BYTES) {
      return SwarDigits.ofEight(bytes.word(to - Long.BYTES), length);
    }
    long low = SwarDigits.ofEight(bytes.word(to - Long.BYTES), Long.BYTES);
    long high = SwarDigits.ofEight(bytes.word(to - 2 * Long.BYTES), length - Long.BYTES);
    return (low | high) < 0 ? -1 : high * SwarDigits.AFTER_EIGHT + low;
  }

  private static long moreDigits(byte[] array, int from, int to) {
    long digits = 0;
    for (int i = from; i < to; i++) {
      int digit = array[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      digits = digits * 10 + digit;
    }
    return digits;
  }
}
