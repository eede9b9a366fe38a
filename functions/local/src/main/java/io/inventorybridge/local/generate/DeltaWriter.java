// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Writes a delta like Retail Pro's extracts. A third of the descriptions are quoted, with commas or
 * doubled quotes. Some rows have letters outside ASCII, UPCs without their leading zeros, or
 * negative stock. A few rows of every kind are dropped or rejected by the filter. Most rows are of
 * products that are not online.
 */
final class DeltaWriter {
  /** Average bytes per row. */
  static final int TYPICAL_ROW = 79;

  /** Maximum number of rows of odd kinds. */
  static final int ODD_ROWS = 12;

  static final String AMBIGUOUS_UPC = "2990000000017";
  static final String OFFLINE_UPC = "2990000000024";

  private static final String HEADER =
      "SBS_NO,STORE_CODE,UPC,ALU,DESCRIPTION1,ATTR,SIZE,QTY_ON_HAND,MODIFIED_DATE\n";
  private static final int BUFFER = 1 << 20;
  private static final int LONGEST_ROW = 1 << 10;
  // Products that exist only in Retail Pro: no UPC of the catalog begins with these digits.
  private static final long OFFLINE_UPCS = 7_400_000_000_000L;
  private static final int OFFLINE_PRODUCTS = 400_000;
  private static final int MOST_ON_HAND = 60;

  private final SampleRetailer retailer;
  private final SurvivingKeys survivors;
  private final SeededRandom random;
  private final byte[][] descriptions;
  private final byte[][] colours;
  private final byte[][] stores;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;

  DeltaWriter(SampleRetailer retailer, SurvivingKeys survivors, long seed, Charset encoding) {
    this.retailer = retailer;
    this.survivors = survivors;
    this.random = SeededRandom.of(seed, "delta");
    int kinds = SampleRetailer.SHOES.size() * SampleRetailer.KINDS.size();
    this.descriptions = new byte[kinds][];
    for (int i = 0; i < kinds; i++) {
      String shoe = SampleRetailer.SHOES.get(i % SampleRetailer.SHOES.size());
      String kind = SampleRetailer.KINDS.get(i / SampleRetailer.SHOES.size());
      String text =
          switch (i % 6) {
            case 0 -> '"' + shoe + ", " + kind + '"';
            case 3 -> '"' + shoe + " \"\"" + kind + "\"\"\"";
            default -> shoe + " " + kind;
          };
      descriptions[i] = text.getBytes(encoding);
    }
    this.colours =
        SampleRetailer.COLOURS.stream().map(it -> it.getBytes(encoding)).toArray(byte[][]::new);
    this.stores = new byte[retailer.stores()][];
    for (int store = 0; store < stores.length; store++) {
      stores[store] = retailer.storeCode(store).getBytes(StandardCharsets.US_ASCII);
    }
  }

  void write(long bytes, Path file, LongConsumer progress) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      text(HEADER);
      long written = 0;
      int survived = 0;
      int odd = 0;
      while (true) {
        if (filled > BUFFER - LONGEST_ROW) {
          out.write(buffer, 0, filled);
          written += filled;
          filled = 0;
          progress.accept(Math.min(written, bytes));
        }
        // Every remaining row has the same chance to hold the next survivor, until none is left.
        long left = Math.max(1, (bytes - written - filled) / TYPICAL_ROW);
        if (survived < survivors.count()
            && (survivors.count() - survived >= left
                || chance(survivors.count() - survived, left))) {
          survivor(survived++);
        } else if (odd < ODD_ROWS
            && survived > 0 == survivors.count() > 0
            && chance(ODD_ROWS - odd, left)) {
          odd(odd++, survived);
        } else {
          offline();
        }
        if (written + filled >= bytes && survived == survivors.count() && odd == ODD_ROWS) {
          break;
        }
      }
      out.write(buffer, 0, filled);
      progress.accept(bytes);
    }
  }

  private boolean chance(long times, long of) {
    return Math.floorMod(random.next(), of) < times;
  }

  private void survivor(int index) {
    int product = survivors.product(index);
    String upca = retailer.upca(product);
    row(
        stores[survivors.store(index)],
        retailer.hasZeros(product) && random.percent(50) ? upca.replaceFirst("^0+", "") : upca,
        product,
        quantity());
  }

  private void offline() {
    int product = random.below(OFFLINE_PRODUCTS);
    begin(stores[random.below(stores.length)]);
    number(OFFLINE_UPCS + product);
    end(product, quantity());
  }

  // Odd rows use products with odd numbers, which are never among the survivors.
  private void odd(int kind, int survived) {
    int product = random.below(retailer.products() / 2) * 2 + 1;
    byte[] store = stores[random.below(stores.length)];
    String upca = retailer.upca(product);
    switch (kind) {
      case 0 -> row(store, "", product, 3);
      case 1 -> row(store, "gift1234567", product, 1);
      case 2 -> row(store, "2.05E+12", product, 4);
      case 3 -> row(store, AMBIGUOUS_UPC, product, 5);
      case 4 -> row(store, OFFLINE_UPC, product, 6);
      case 5 -> row("Z9999".getBytes(StandardCharsets.US_ASCII), upca, product, 7);
      case 6 -> row("_NA_".getBytes(StandardCharsets.US_ASCII), upca, product, 8);
      case 7 -> {
        begin(store);
        text(upca);
        endWith(product, "n/a");
      }
      case 8 -> {
        begin(store);
        text(upca);
        endWith(product, "1.5");
      }
      case 9 -> {
        text(SampleRetailer.SUBSIDIARY + ",");
        bytes(store);
        text("," + upca + ",short\n");
      }
      case 10 -> {
        if (survived > 0) {
          row(stores[survivors.store(0)], retailer.upca(survivors.product(0)), product, 9);
        } else {
          offline();
        }
      }
      default -> row(store, "000000000000", product, 2);
    }
  }

  // Stock is small; a store that invoiced units it did not have is below zero.
  private int quantity() {
    int drawn = random.below(100);
    if (drawn < 8) {
      return 0;
    }
    return drawn < 10 ? -1 - random.below(5) : 1 + random.below(MOST_ON_HAND);
  }

  private void row(byte[] store, String upc, int product, int quantity) {
    begin(store);
    text(upc);
    end(product, quantity);
  }

  private void begin(byte[] store) {
    text(SampleRetailer.SUBSIDIARY);
    buffer[filled++] = ',';
    bytes(store);
    buffer[filled++] = ',';
  }

  private void end(int product, int quantity) {
    middle(product);
    if (quantity < 0) {
      buffer[filled++] = '-';
    }
    number(Math.abs(quantity));
    modified();
  }

  private void endWith(int product, String quantity) {
    middle(product);
    text(quantity);
    modified();
  }

  private void middle(int product) {
    text(",ALU");
    number(1_000_000L + product);
    buffer[filled++] = ',';
    bytes(descriptions[product % descriptions.length]);
    buffer[filled++] = ',';
    bytes(colours[product % colours.length]);
    buffer[filled++] = ',';
    number(retailer.size(product));
    buffer[filled++] = ',';
  }

  private void modified() {
    text(",2026-11-22T");
    twoDigits(random.below(24));
    buffer[filled++] = ':';
    twoDigits(random.below(60));
    buffer[filled++] = ':';
    twoDigits(random.below(60));
    buffer[filled++] = '\n';
  }

  private void twoDigits(int value) {
    buffer[filled++] = (byte) ('0' + value / 10);
    buffer[filled++] = (byte) ('0' + value % 10);
  }

  private void number(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = filled + digits - 1; i >= filled; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    filled += digits;
  }

  private void text(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      buffer[filled++] = (byte) ascii.charAt(i);
    }
  }

  private void bytes(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
  }
}
