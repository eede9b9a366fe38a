// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import java.util.List;

/**
 * An invented retailer. Its stores and products are a function of their counts.
 *
 * @param stores number of stores
 * @param products number of products, all of them online
 */
record SampleRetailer(int stores, int products) {
  static final String SUBSIDIARY = "1";
  static final List<String> COUNTRIES = List.of("SV", "GT", "HN", "NI", "CR");
  static final List<String> SHOES =
      List.of("Zapato", "Botina", "Sandalia", "Tenis", "Zueco", "Bota", "Zapatilla");
  static final List<String> KINDS =
      List.of("niño", "dama", "caballero", "escolar", "deporte", "campo", "gala");
  static final List<String> COLOURS =
      List.of("NEGRO", "BEIGE", "BLANCO", "AZUL", "ROJO", "VERDE", "GRIS");
  private static final int LETTERS = 26;
  private static final int PER_LETTER = 999;
  // One in this many products has a UPC with leading zeros, which Retail Pro sometimes drops.
  private static final int WITH_ZEROS = 20;
  private static final int SIZES = 12;
  private static final int SMALLEST_SIZE = 34;

  /** Maximum number of stores that codes of at most five characters can name. */
  static final int MOST_STORES = LETTERS * PER_LETTER;

  /** Maximum number of products that the numbering allows. */
  static final int MOST_PRODUCTS = 5_000_000;

  /** Retail Pro's code: A001. */
  String storeCode(int store) {
    char letter = (char) ('A' + store / PER_LETTER);
    return letter + String.format("%03d", store % PER_LETTER + 1);
  }

  String facilityId(int store) {
    return COUNTRIES.get(0) + storeCode(store);
  }

  /** The store's display name. */
  String storeName(int store) {
    return "Tienda " + storeCode(store);
  }

  /** The UPCA as the catalog writes it. */
  String upca(int product) {
    return hasZeros(product)
        ? String.format("00%010d", 3_006_500_000L + product)
        : withCheckDigit(205_000_000_000L + product);
  }

  boolean hasZeros(int product) {
    return product % WITH_ZEROS == 0;
  }

  String productId(int product) {
    return "M" + (100_000 + product);
  }

  String sku(int product) {
    return "ALU" + (1_000_000 + product);
  }

  String inventoryItemId(int product) {
    return String.valueOf(44_000_000_000L + product);
  }

  String description(int product) {
    return SHOES.get(product % SHOES.size())
        + " "
        + KINDS.get(product / SHOES.size() % KINDS.size())
        + " "
        + COLOURS.get(product % COLOURS.size());
  }

  int size(int product) {
    return SMALLEST_SIZE + product % SIZES;
  }

  private static String withCheckDigit(long twelve) {
    String digits = String.valueOf(twelve);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return digits + (10 - sum % 10) % 10;
  }
}
