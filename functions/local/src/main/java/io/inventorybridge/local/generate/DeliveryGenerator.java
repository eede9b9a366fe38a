// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.generate;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Writes a delivery with all its companion files: {@code delta.csv}, {@code catalog.csv}, {@code
 * facilities.csv}, {@code orders.jsonl}. The same values give the same bytes.
 *
 * @param bytes the size of the delta, met to within one percent
 * @param survivors the exact number of keys of the delta that belong to online products and known
 *     stores
 */
public record DeliveryGenerator(
    long bytes, long seed, int survivors, int orders, int stores, int products, Charset encoding) {
  private static final long SMALLEST = 1_000;

  public DeliveryGenerator {
    if (bytes < SMALLEST) {
      throw new IllegalArgumentException("the size must be at least " + SMALLEST + " bytes");
    }
    between("stores", stores, 1, SampleRetailer.MOST_STORES);
    between("products", products, 2, SampleRetailer.MOST_PRODUCTS);
    between("orders", orders, 0, Integer.MAX_VALUE);
    between("survivors", survivors, 0, Integer.MAX_VALUE);
    long keys = (long) stores * (products / 2);
    if (survivors > keys) {
      throw new IllegalArgumentException(
          "%d survivors need more than %d stores and %d products"
              .formatted(survivors, stores, products));
    }
    long rows = bytes / DeltaWriter.TYPICAL_ROW;
    if (survivors + DeltaWriter.ODD_ROWS > rows) {
      throw new IllegalArgumentException(
          "%d survivors do not fit into %d bytes, which are about %d rows"
              .formatted(survivors, bytes, rows));
    }
  }

  private static void between(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be between %d and %d, not %d".formatted(what, least, most, value));
    }
  }

  /**
   * Writes the four files; existing ones are replaced.
   *
   * @param progress receives the bytes of the delta written so far
   */
  public void writeInto(Path directory, LongConsumer progress) throws IOException {
    Files.createDirectories(directory);
    SampleRetailer retailer = new SampleRetailer(stores, products);
    SurvivingKeys keys = new SurvivingKeys(retailer, seed, survivors);
    GeneratedMasterData.writeCatalog(retailer, directory.resolve("catalog.csv"));
    GeneratedMasterData.writeFacilities(retailer, directory.resolve("facilities.csv"));
    new OrdersWriter(retailer, keys, seed).write(orders, directory.resolve("orders.jsonl"));
    new DeltaWriter(retailer, keys, seed, encoding)
        .write(bytes, directory.resolve("delta.csv"), progress);
  }
}
