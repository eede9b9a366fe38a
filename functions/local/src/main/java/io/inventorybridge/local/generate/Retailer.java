// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import java.util.List;

/**
 * An imagined retailer: its stores and the products of its shop, all a function of their numbers.
 *
 * @param stores how many
 * @param products how many, all of them online
 */
record Retailer(int stores, int products) {
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
  // Every so many products has a UPC that begins with zeros, which Retail Pro loses at times.
  private static final int WITH_ZEROS = 20;
  private static final int SIZES = 12;
  private static final int SMALLEST_SIZE = 34;

  /** Most stores that codes of at most five characters can name. */
  static final int MOST_STORES = LETTERS * PER_LETTER;

  /** Most products that the numbering leaves room for. */
  static final int MOST_PRODUCTS = 5_000_000;

  /** Retail Pro's code: A001. */
  String storeCode(int store) {
    char letter = (char) ('A' + store / PER_LETTER);
    return letter + String.format("%03d", store % PER_LETTER + 1);
  }

  String facilityId(int store) {
    return COUNTRIES.get(0) + storeCode(store);
  }

  /** The store's name for people. */
  String storeName(int store) {
    return "Tienda " + storeCode(store);
  }

  /** As the catalogue has it. */
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
