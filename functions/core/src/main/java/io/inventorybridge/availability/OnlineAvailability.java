// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.ProductRules;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sellable quantity of a product, with its components.
 *
 * @param onChannel true when the product is sold online
 * @param queueDemand open units that no facility holds
 * @param facilities those with a number of the product, by id
 */
public record OnlineAvailability(
    boolean onChannel, StockQuantity threshold, StockQuantity queueDemand, List<Share> facilities) {
  public OnlineAvailability {
    facilities = List.copyOf(facilities);
  }

  /**
   * A facility's share.
   *
   * @param availableToPromise on hand less reserved, on the settled number; may be negative
   */
  public record Share(
      FacilityId facilityId,
      StockQuantity availableToPromise,
      StockQuantity safetyStock,
      boolean eligible) {
    /**
     * Clamped for each facility separately: a shortage at one facility does not reduce the units of
     * another.
     */
    public StockQuantity counted() {
      return eligible ? atLeastZero(availableToPromise.minus(safetyStock)) : StockQuantity.ZERO;
    }
  }

  /**
   * {@code online(u) = max(0, sum over eligible facilities f of max(0, ATP(f,u) - safetyStock(f,u))
   * - threshold(u) - queueDemand(u))}, and 0 when the channel is switched off for u.
   */
  public StockQuantity online() {
    StockQuantity sum =
        facilities.stream().map(Share::counted).reduce(StockQuantity.ZERO, StockQuantity::plus);
    return onChannel ? atLeastZero(sum.minus(threshold).minus(queueDemand)) : StockQuantity.ZERO;
  }

  private static StockQuantity atLeastZero(StockQuantity quantity) {
    return quantity.units() < 0 ? StockQuantity.ZERO : quantity;
  }

  /**
   * Calculates the quantity from the ledger, the list of facilities and the rules as given.
   *
   * @param stock all records of the product; a facility that is not listed is not eligible
   */
  public static OnlineAvailability of(
      RuleTarget product,
      Collection<StockRecord> stock,
      FacilityDirectory directory,
      RuleBook book) {
    ProductRules rules = book.of(product);
    return new OnlineAvailability(
        rules.isOnChannel(directory),
        rules.threshold(directory),
        stock.stream()
            .filter(record -> record.key().isQueue())
            .map(StockRecord::reserved)
            .reduce(StockQuantity.ZERO, StockQuantity::plus),
        stock.stream()
            .filter(record -> !record.key().isQueue())
            .map(record -> share(record, directory.facility(record.key().facility()), rules))
            .sorted(Comparator.comparing(Share::facilityId))
            .toList());
  }

  private static Share share(StockRecord record, Optional<Facility> listed, ProductRules rules) {
    return new Share(
        record.key().facility(),
        record.publishable(),
        listed.map(rules::safetyStock).orElse(StockQuantity.ZERO),
        listed.filter(rules::isEligible).isPresent());
  }
}
