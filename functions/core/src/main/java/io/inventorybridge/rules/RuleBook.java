// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.rules.ProductFacilityRule.ProductAtFacility;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The active rules: the set of the newest {@code rules.csv}, overlaid by the values of {@code
 * PRODUCT_FACILITY} files uploaded since then for single pairs of product and facility. The book
 * depends on the dropped files, not on the order in which they are imported. Immutable and
 * thread-safe.
 */
public final class RuleBook {
  /** The book before the first drop: no safety stock, no threshold, everything may be sold. */
  public static final RuleBook EMPTY = new RuleBook(Optional.empty(), List.of(), Map.of());

  private final Optional<RuleSource> set;
  private final List<RuleRow> rules;
  private final SortedMap<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> overlay;

  // Rules by their most selective product criterion; each list is in the order of the set.
  private final Map<Object, List<RankedRule>> byProduct = new HashMap<>();

  /** The value of the newest file; an empty effect cancels the earlier value. */
  public record OverlayValue(RuleSource origin, Optional<RuleValue> effect) {}

  private record RankedRule(int at, RuleRow rule) {
    static final Comparator<RankedRule> STRONGEST_FIRST =
        Comparator.comparingLong((RankedRule it) -> it.rule().sequence())
            .thenComparingInt(RankedRule::at)
            .reversed();
  }

  private enum Any {
    PRODUCT
  }

  private record Tagged(String tag) {}

  /**
   * Restores a stored book.
   *
   * @param set the source of the rules; empty before the first {@code rules.csv}
   * @param rules in the order of their file
   */
  public RuleBook(
      Optional<RuleSource> set,
      List<RuleRow> rules,
      Map<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> overlay) {
    this.set = set;
    this.rules = List.copyOf(rules);
    this.overlay = new TreeMap<>(overlay);
    for (int i = 0; i < this.rules.size(); i++) {
      RuleRow rule = this.rules.get(i);
      byProduct
          .computeIfAbsent(narrowest(rule.selector()), any -> new ArrayList<>())
          .add(new RankedRule(i, rule));
    }
  }

  private static Object narrowest(RuleSelector selector) {
    Optional<CanonicalUpc> upc = selector.upc();
    if (upc.isPresent()) {
      return upc.get();
    }
    Optional<String> productId = selector.productId();
    if (productId.isPresent()) {
      return productId.get();
    }
    Optional<String> tag = selector.tag();
    return tag.isPresent() ? new Tagged(RuleTarget.lower(tag.get())) : Any.PRODUCT;
  }

  /** The reason why a drop must not change this book; empty when it may. */
  Optional<String> refusal(RuleSource drop) {
    return set.filter(there -> drop.uploaded().isBefore(there.uploaded()))
        .map(
            there ->
                "%s: uploaded at %s, and the rules in force were uploaded later, at %s"
                    .formatted(drop.key(), drop.uploaded(), there.uploaded()));
  }

  /** Replaces the present set; of the values for single pairs only later ones stay. */
  RuleBook withSet(RuleSource drop, List<RuleRow> dropped) {
    if (set.filter(there -> there.compareTo(drop) > 0).isPresent()) {
      return this;
    }
    Map<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> since = new HashMap<>();
    overlay.forEach(
        (pair, sayings) -> {
          Map<RuleValue.RuleKind, OverlayValue> later = new EnumMap<>(RuleValue.RuleKind.class);
          sayings.forEach(
              (kind, saying) -> {
                if (!saying.origin().uploaded().isBefore(drop.uploaded())) {
                  later.put(kind, saying);
                }
              });
          if (!later.isEmpty()) {
            since.put(pair, later);
          }
        });
    return new RuleBook(Optional.of(drop), dropped, since);
  }

  /** Adds a file's values for single pairs; values of a later file stay. */
  RuleBook withPairs(RuleSource drop, Collection<ProductFacilityRule> rows) {
    Map<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> after = new HashMap<>(overlay);
    for (ProductFacilityRule row : rows) {
      Map<RuleValue.RuleKind, OverlayValue> sayings = new EnumMap<>(RuleValue.RuleKind.class);
      sayings.putAll(after.getOrDefault(row.pair(), Map.of()));
      row.values()
          .forEach(
              (kind, effect) ->
                  sayings.merge(
                      kind,
                      new OverlayValue(drop, effect),
                      (there, now) -> there.origin().compareTo(drop) > 0 ? there : now));
      after.put(row.pair(), sayings);
    }
    return new RuleBook(set, rules, after);
  }

  /**
   * The same rules as if stated anew by one source, so that files uploaded before it do not change
   * them any more.
   */
  RuleBook restated(RuleSource source) {
    Map<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> after = new HashMap<>();
    overlay.forEach(
        (pair, sayings) -> {
          Map<RuleValue.RuleKind, OverlayValue> restated = new EnumMap<>(RuleValue.RuleKind.class);
          sayings.forEach(
              (kind, saying) -> restated.put(kind, new OverlayValue(source, saying.effect())));
          after.put(pair, restated);
        });
    return new RuleBook(Optional.of(source), rules, after);
  }

  /** The rules of one product. */
  public ProductRules of(RuleTarget product) {
    List<RankedRule> found = new ArrayList<>(byProduct.getOrDefault(Any.PRODUCT, List.of()));
    found.addAll(byProduct.getOrDefault(product.upc(), List.of()));
    product.productIds().forEach(id -> found.addAll(byProduct.getOrDefault(id, List.of())));
    product.tags().forEach(tag -> found.addAll(byProduct.getOrDefault(new Tagged(tag), List.of())));
    return new ProductRules(
        this,
        product,
        found.stream()
            .filter(placed -> placed.rule().selector().matches(product))
            .sorted(RankedRule.STRONGEST_FIRST)
            .map(RankedRule::rule)
            .toList());
  }

  Optional<RuleValue> overlayValue(ProductAtFacility pair, RuleValue.RuleKind kind) {
    return Optional.ofNullable(overlay.getOrDefault(pair, Map.of()).get(kind))
        .flatMap(OverlayValue::effect);
  }

  /** The values of a product that are not cancelled, by facility. */
  Map<FacilityId, Map<RuleValue.RuleKind, RuleValue>> overlay(String productId) {
    Map<FacilityId, Map<RuleValue.RuleKind, RuleValue>> values = new HashMap<>();
    for (Map.Entry<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> pair :
        overlay.tailMap(ProductAtFacility.first(productId)).entrySet()) {
      if (!pair.getKey().productId().equals(productId)) {
        break;
      }
      pair.getValue()
          .forEach(
              (kind, value) ->
                  value
                      .effect()
                      .ifPresent(
                          effect ->
                              values
                                  .computeIfAbsent(
                                      pair.getKey().facilityId(),
                                      it -> new EnumMap<>(RuleValue.RuleKind.class))
                                  .put(kind, effect)));
    }
    return values;
  }

  public Optional<RuleSource> set() {
    return set;
  }

  public List<RuleRow> rules() {
    return rules;
  }

  /** The values for single pairs, by pair. */
  public Map<ProductAtFacility, Map<RuleValue.RuleKind, OverlayValue>> overlay() {
    return overlay;
  }

  /** Names the content: 12 hex digits of a hash. */
  public String version() {
    MessageDigest digest = ContentDigest.newSha256();
    add(digest, set);
    rules.forEach(rule -> add(digest, rule));
    overlay.forEach(
        (pair, sayings) -> {
          add(digest, pair);
          add(digest, new TreeMap<>(sayings));
        });
    return ContentDigest.hex(digest.digest()).substring(0, 12);
  }

  // The text of a record contains all its fields, in declared order.
  private static void add(MessageDigest digest, Object content) {
    digest.update(content.toString().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleBook book
        && set.equals(book.set)
        && rules.equals(book.rules)
        && overlay.equals(book.overlay);
  }

  @Override
  public int hashCode() {
    return Objects.hash(set, rules, overlay);
  }
}
