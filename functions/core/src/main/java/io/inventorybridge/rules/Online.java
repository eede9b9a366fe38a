// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.facilities.Facility;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
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
public record Online(
    boolean onChannel, Quantity threshold, Quantity queueDemand, List<Share> facilities) {
  public Online {
    facilities = List.copyOf(facilities);
  }

  /**
   * A facility's share.
   *
   * @param availableToPromise on hand less reserved, on the settled number; may be negative
   */
  public record Share(
      FacilityId facilityId, Quantity availableToPromise, Quantity safetyStock, boolean eligible) {
    /**
     * Clamped for each facility separately: a shortage at one facility does not reduce the units of
     * another.
     */
    public Quantity counted() {
      return eligible ? atLeastZero(availableToPromise.minus(safetyStock)) : Quantity.ZERO;
    }
  }

  /**
   * {@code online(u) = max(0, sum over eligible facilities f of max(0, ATP(f,u) - safetyStock(f,u))
   * - threshold(u) - queueDemand(u))}, and 0 when the channel is switched off for u.
   */
  public Quantity online() {
    Quantity sum = facilities.stream().map(Share::counted).reduce(Quantity.ZERO, Quantity::plus);
    return onChannel ? atLeastZero(sum.minus(threshold).minus(queueDemand)) : Quantity.ZERO;
  }

  private static Quantity atLeastZero(Quantity quantity) {
    return quantity.units() < 0 ? Quantity.ZERO : quantity;
  }

  /**
   * Calculates the quantity from the ledger, the list of facilities and the rules as given.
   *
   * @param stock all records of the product; a facility that is not listed is not eligible
   */
  public static Online of(
      Subject product, Collection<StockRecord> stock, FacilityDirectory directory, RuleBook book) {
    ProductRules rules = book.of(product);
    return new Online(
        rules.isOnChannel(directory),
        rules.threshold(directory),
        stock.stream()
            .filter(record -> record.key().isQueue())
            .map(StockRecord::reserved)
            .reduce(Quantity.ZERO, Quantity::plus),
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
        listed.map(rules::safetyStock).orElse(Quantity.ZERO),
        listed.filter(rules::isEligible).isPresent());
  }
}
