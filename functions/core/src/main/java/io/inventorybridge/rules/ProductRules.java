// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.rules.RuleValue.AllowBrokering;
import io.inventorybridge.rules.RuleValue.Channel;
import io.inventorybridge.rules.RuleValue.SafetyStock;
import io.inventorybridge.rules.RuleValue.Threshold;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of one product. A value that a {@code PRODUCT_FACILITY} file states for a pair takes
 * precedence over the set. HotWax keeps threshold and channel on a facility of type CONFIGURATION.
 * The safety stock of that facility is the threshold (the greatest of several), and without
 * brokering the channel is off.
 */
public final class ProductRules {
  private static final String CONFIGURATION = "CONFIGURATION";

  private final RuleBook book;
  private final RuleTarget product;
  private final List<RuleRow> strongestFirst;

  ProductRules(RuleBook book, RuleTarget product, List<RuleRow> strongestFirst) {
    this.book = book;
    this.product = product;
    this.strongestFirst = strongestFirst;
  }

  /**
   * Everything the rules state about the product. Products with equal statements have equal safety
   * stocks, thresholds, brokering and channel by the same facilities.
   *
   * @param rules in the order of precedence
   * @param pairs the values for single pairs of the product and a facility, by facility
   */
  public record Statements(
      List<RuleRow> rules, Map<FacilityId, Map<RuleValue.RuleKind, RuleValue>> pairs) {
    public Statements {
      rules = List.copyOf(rules);
      pairs = Map.copyOf(pairs);
    }
  }

  public Statements statements() {
    Map<FacilityId, Map<RuleValue.RuleKind, RuleValue>> pairs = new HashMap<>();
    for (String id : product.productIds()) {
      book.overlay(id)
          .forEach(
              (facility, values) ->
                  values.forEach(
                      (kind, value) ->
                          pairs
                              .computeIfAbsent(
                                  facility, it -> new EnumMap<>(RuleValue.RuleKind.class))
                              .putIfAbsent(kind, value)));
    }
    return new Statements(strongestFirst, pairs);
  }

  /** The units the facility keeps; 0 without a rule. */
  public StockQuantity safetyStock(Facility facility) {
    return overlayValue(facility, SafetyStock.class, RuleValue.RuleKind.SAFETY_STOCK)
        .or(() -> strongest(SafetyStock.class, selector -> selector.matches(facility)))
        .map(SafetyStock::units)
        .orElse(StockQuantity.ZERO);
  }

  /**
   * Tells whether the facility's units may be sold online. It must be in the newest list of
   * facilities, be a store, and have brokering allowed; brokering is allowed unless a rule forbids
   * it.
   */
  public boolean isEligible(Facility facility) {
    return facility.active()
        && !facility.isVirtual()
        && !isConfiguration(facility)
        && overlayValue(facility, AllowBrokering.class, RuleValue.RuleKind.ALLOW_BROKERING)
            .or(() -> strongest(AllowBrokering.class, selector -> selector.matches(facility)))
            .map(AllowBrokering::allowed)
            .orElse(true);
  }

  /** The units the shop does not sell; 0 without a rule. */
  public StockQuantity threshold(FacilityDirectory directory) {
    return configurations(directory)
        .flatMap(
            facility ->
                overlayValue(facility, SafetyStock.class, RuleValue.RuleKind.SAFETY_STOCK).stream())
        .map(SafetyStock::units)
        .max(StockQuantity::compareTo)
        .or(() -> strongest(Threshold.class, selector -> true).map(Threshold::units))
        .orElse(StockQuantity.ZERO);
  }

  /** Tells whether the product is sold online; it is unless a rule forbids it. */
  public boolean isOnChannel(FacilityDirectory directory) {
    return configurations(directory)
        .flatMap(
            facility ->
                overlayValue(facility, AllowBrokering.class, RuleValue.RuleKind.ALLOW_BROKERING)
                    .stream())
        .map(AllowBrokering::allowed)
        .reduce(Boolean::logicalAnd)
        .or(() -> strongest(Channel.class, selector -> true).map(Channel::on))
        .orElse(true);
  }

  private <E extends RuleValue> Optional<E> strongest(Class<E> kind, Predicate<RuleSelector> fits) {
    return strongestFirst.stream()
        .filter(rule -> kind.isInstance(rule.effect()) && fits.test(rule.selector()))
        .map(rule -> kind.cast(rule.effect()))
        .findFirst();
  }

  private <E extends RuleValue> Optional<E> overlayValue(
      Facility facility, Class<E> type, RuleValue.RuleKind kind) {
    return product.productIds().stream()
        .flatMap(id -> book.overlayValue(new ProductAtFacility(id, facility.id()), kind).stream())
        .map(type::cast)
        .findFirst();
  }

  private static Stream<Facility> configurations(FacilityDirectory directory) {
    return directory.all().stream()
        .filter(facility -> facility.active() && isConfiguration(facility));
  }

  private static boolean isConfiguration(Facility facility) {
    return facility.type().equalsIgnoreCase(CONFIGURATION);
  }
}
