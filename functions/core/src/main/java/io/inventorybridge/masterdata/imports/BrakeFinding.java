// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

import java.util.List;
import java.util.Optional;

/**
 * The brake's verdict on an edition, and the figures it rests on: what the shop's numbers would be
 * with it. A pair is a product at a location. Only published pairs count.
 *
 * @param sentence the measured figures and the limit, or why the brake was not asked
 * @param products the products whose numbers may change
 * @param measured of these the products that were measured; fewer when the figures are an estimate
 * @param pairs the pairs above zero now, of all products
 * @param falling of these the pairs that would fall to 0 or be published no longer
 * @param changing of these the pairs that would change by more than half and by 2 units or more
 * @param changed of these the pairs that would change at all
 * @param unitsNow the units of the changed pairs now
 * @param unitsThen their units with the edition
 * @param largest the measured pairs that would change most, the largest change first
 */
public record BrakeFinding(
    BrakeVerdict verdict,
    String sentence,
    long products,
    long measured,
    long pairs,
    long falling,
    long changing,
    long changed,
    long unitsNow,
    long unitsThen,
    List<ChangedPair> largest) {
  /** The number of the largest changes that a finding lists. */
  public static final int LISTED = 20;

  public BrakeFinding {
    largest = List.copyOf(largest);
  }

  /** The brake's verdict. */
  public enum BrakeVerdict {
    PASSED,
    /** The edition waits for an operator. */
    HELD,
    /** The sentence says why. */
    NOT_ASKED
  }

  /** The finding of a brake that was not asked. */
  public static BrakeFinding notAsked(String why) {
    return new BrakeFinding(BrakeVerdict.NOT_ASKED, why, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
  }

  public boolean holds() {
    return verdict == BrakeVerdict.HELD;
  }

  /** Tells whether the figures are an estimate by some of the products. */
  public boolean isEstimated() {
    return measured < products;
  }

  /** The same figures with another verdict, for a change that always waits for an operator. */
  public BrakeFinding held(String why) {
    return new BrakeFinding(
        BrakeVerdict.HELD,
        why,
        products,
        measured,
        pairs,
        falling,
        changing,
        changed,
        unitsNow,
        unitsThen,
        largest);
  }

  /**
   * A pair whose number would change.
   *
   * @param upca as in the catalog in force
   * @param item Shopify's number of the inventory item
   * @param location Shopify's number of the location
   * @param then empty when it would no longer be published
   */
  public record ChangedPair(
      String upca, String item, String location, long now, Optional<Long> then) {}
}
