// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
import java.util.List;
import java.util.Optional;

/**
 * What the delivery says beside what was expected.
 *
 * @param compared keys that had a baseline before, and {@code differing} those that differ
 * @param more units by which Retail Pro has more
 * @param less units by which it has less, not positive
 * @param ages the units deducted for shipped orders, youngest first
 * @param files where the whole lists lie, relative to the page
 */
public record Comparison(
    long keys,
    long superseded,
    long compared,
    long differing,
    long more,
    long less,
    List<CauseLine> causes,
    List<StoreLine> stores,
    Rest moreStores,
    List<KeyLine> largest,
    Rest moreKeys,
    List<AgeBand> ages,
    List<SilentLine> silent,
    Rest moreSilent,
    Files files) {
  public Comparison {
    causes = List.copyOf(causes);
    stores = List.copyOf(stores);
    largest = List.copyOf(largest);
    ages = List.copyOf(ages);
    silent = List.copyOf(silent);
  }

  /** Where the whole lists lie. */
  public record Files(String differences, String ageing, String silentStores) {}

  /** Keys of one probable cause; the share of all that are listed, in hundredths. */
  public record CauseLine(String words, String cause, long keys, long units, int share) {}

  /**
   * A store's differences, drawn to both sides of a middle.
   *
   * @param less how far to the left, and {@code more} how far to the right, in hundredths
   * @param explanation of its largest difference, relative to the page
   */
  public record StoreLine(
      String id,
      Optional<OutsideText> name,
      long differing,
      long compared,
      long unitsLess,
      long unitsMore,
      int less,
      int more,
      Feed feed,
      Optional<String> explanation) {}

  /** What the tills of a store have done since the delivery before. */
  public enum Feed {
    REPORTS,
    SILENT,
    DEAD
  }

  /** A key that differs. */
  public record KeyLine(
      OutsideText title,
      String upca,
      String store,
      Optional<OutsideText> storeName,
      long expected,
      long retailPro,
      long difference,
      long posUnits,
      String cause,
      Optional<String> explanation) {}

  /** Units of shipped orders of an age; the share of all, in hundredths. */
  public record AgeBand(String words, long units, int share) {}

  /** A store whose tills were silent all through their last opening. */
  public record SilentLine(String id, Optional<OutsideText> name, String opened, String latest) {}

  /** Units that are deducted for shipped orders. */
  public long deducted() {
    return ages.stream().mapToLong(AgeBand::units).sum();
  }

  /** The stores whose POS feed is dead, among those shown. */
  public List<StoreLine> dead() {
    return stores.stream().filter(store -> store.feed() == Feed.DEAD).toList();
  }
}
