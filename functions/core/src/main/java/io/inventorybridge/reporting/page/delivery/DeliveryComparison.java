// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import java.util.List;
import java.util.Optional;

/**
 * The comparison of the delivery with the expected quantities.
 *
 * @param compared keys that had a baseline before, and {@code differing} those that differ
 * @param more units by which Retail Pro has more
 * @param less units by which it has less, not positive
 * @param ages the units deducted for shipped orders, youngest first
 * @param files the files of the whole lists, relative to the page
 */
public record DeliveryComparison(
    long keys,
    long superseded,
    long compared,
    long differing,
    long more,
    long less,
    List<CauseLine> causes,
    List<StoreLine> stores,
    Remainder moreStores,
    List<KeyLine> largest,
    Remainder moreKeys,
    List<AgeBand> ages,
    List<SilentLine> silent,
    Remainder moreSilent,
    Files files) {
  public DeliveryComparison {
    causes = List.copyOf(causes);
    stores = List.copyOf(stores);
    largest = List.copyOf(largest);
    ages = List.copyOf(ages);
    silent = List.copyOf(silent);
  }

  /** The files of the whole lists. */
  public record Files(String differences, String ageing, String silentStores) {}

  /** The keys of one probable cause; the share of all listed keys, in hundredths. */
  public record CauseLine(String words, String cause, long keys, long units, int share) {}

  /**
   * A store's differences, drawn to both sides of a center line.
   *
   * @param less the length to the left, and {@code more} the length to the right, in hundredths
   * @param explanation the page of its largest difference, relative to this page
   */
  public record StoreLine(
      String id,
      Optional<UntrustedText> name,
      long differing,
      long compared,
      long unitsLess,
      long unitsMore,
      int less,
      int more,
      Feed feed,
      Optional<String> explanation) {}

  /** The POS activity of a store since the delivery before. */
  public enum Feed {
    REPORTS,
    SILENT,
    DEAD
  }

  /** A key that differs. */
  public record KeyLine(
      UntrustedText title,
      String upca,
      String store,
      Optional<UntrustedText> storeName,
      long expected,
      long retailPro,
      long difference,
      long posUnits,
      String cause,
      Optional<String> explanation) {}

  /** Units of shipped orders of one age; the share of all, in hundredths. */
  public record AgeBand(String words, long units, int share) {}

  /** A store whose POS was silent during all of its last opening. */
  public record SilentLine(String id, Optional<UntrustedText> name, String opened, String latest) {}

  /** The units that are deducted for shipped orders. */
  public long deducted() {
    return ages.stream().mapToLong(AgeBand::units).sum();
  }

  /** The stores with a dead POS feed, among those shown. */
  public List<StoreLine> dead() {
    return stores.stream().filter(store -> store.feed() == Feed.DEAD).toList();
  }
}
