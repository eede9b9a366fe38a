// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability.change;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.rules.ProductRules;
import io.inventorybridge.rules.RuleTarget;
import io.inventorybridge.stock.CanonicalUpc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The products whose number for some stock differs between two whole sets of inputs. A product that
 * is not published by the later set is not among them: its pairs stay as they are.
 *
 * <p>The catalogs are merged in the order of their UPCAs; no product is held. For one thread.
 */
public final class InputDifference {
  /** The most effects to remember; most products share a few. */
  private static final int REMEMBERED = 10_000;

  private final CalculationInputs from;
  private final CalculationInputs to;
  private final boolean sameFacilities;
  private final Effects before;
  private final Effects after;

  private InputDifference(CalculationInputs from, CalculationInputs to) {
    this.from = from;
    this.to = to;
    this.sameFacilities =
        from.directory().version().equals(to.directory().version())
            && from.locations().equals(to.locations())
            && from.locationMapping().equals(to.locationMapping())
            && from.awaitingStores().equals(to.awaitingStores());
    this.before = new Effects(from);
    this.after = new Effects(to);
  }

  public static InputDifference between(InputSet from, InputSet to) {
    return new InputDifference(from.inputs(), to.inputs());
  }

  /**
   * Tells whether every target can change: the topology is another one, or none of the locations
   * was published before. Then every pair is visited instead of marked.
   */
  public boolean isEverything() {
    return !from.locationMapping().getClass().equals(to.locationMapping().getClass())
        || Collections.disjoint(
            from.locationMapping().locations(), to.locationMapping().locations());
  }

  /**
   * A stretch of the products.
   *
   * @param products those that differ, in ascending order
   * @param next where the next stretch begins; empty after the last one
   */
  public record Stretch(List<CanonicalUpc> products, Optional<String> next) {
    public Stretch {
      products = List.copyOf(products);
    }
  }

  /** All products that differ, in ascending order. */
  public List<CanonicalUpc> products() {
    return next(Optional.empty(), Integer.MAX_VALUE).products();
  }

  /**
   * The next products that differ.
   *
   * @param after {@link Stretch#next}; empty for the first stretch
   * @param most the number of products after which a stretch ends
   */
  public Stretch next(Optional<String> after, int most) {
    OnlineCatalog catalog = to.catalog();
    List<CanonicalUpc> differing = new ArrayList<>();
    int slot = after.map(upc -> catalog.slotAfter(Long.parseLong(upc))).orElse(0);
    while (slot < catalog.size() && differing.size() < most) {
      CanonicalUpc upc = catalog.upc(slot++);
      if (differs(upc)) {
        differing.add(upc);
      }
    }
    return new Stretch(
        differing,
        slot < catalog.size() ? Optional.of(catalog.upc(slot - 1).toString()) : Optional.empty());
  }

  private boolean differs(CanonicalUpc upc) {
    Optional<CatalogProduct> now = to.published(upc);
    if (now.isEmpty()) {
      // Its items are visited once, so that the one that had it can fall from then on.
      return to.isAmbiguous(upc) && !from.isAmbiguous(upc);
    }
    Optional<CatalogProduct> then = from.published(upc);
    return then.isEmpty()
        || !OnlineCatalog.item(then.get()).equals(OnlineCatalog.item(now.get()))
        || differs(
            from.rules().of(RuleTarget.of(upc, List.of(then.get()))),
            to.rules().of(RuleTarget.of(upc, List.of(now.get()))));
  }

  private boolean differs(ProductRules then, ProductRules now) {
    return !(sameFacilities && then.statements().equals(now.statements()))
        && after.of(now).differsFrom(before.of(then));
  }

  /** The effects of one set, by the statements of the rules. */
  private static final class Effects {
    private final CalculationInputs by;
    private final Map<ProductRules.Statements, OnlineEffect> known = new HashMap<>();

    Effects(CalculationInputs by) {
      this.by = by;
    }

    OnlineEffect of(ProductRules rules) {
      OnlineEffect there = known.get(rules.statements());
      if (there != null) {
        return there;
      }
      if (known.size() == REMEMBERED) {
        known.clear();
      }
      OnlineEffect effect = OnlineEffect.of(rules, by);
      known.put(rules.statements(), effect);
      return effect;
    }
  }
}
