// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.shopsync.shop.ShopVariant;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shop's variants as a catalog: the state of each variant, and the products they form. Several
 * variants of one inventory item and one barcode are one product. The order of the variants does
 * not matter.
 *
 * @param products all products with a UPCA; those that are not online have the reason as their
 *     status
 * @param others every variant that is not online, by item and variant
 * @param counts of all variants; states without one are left out
 */
public record ClassifiedVariants(
    List<CatalogProduct> products, List<ClassifiedVariant> others, Map<VariantState, Long> counts) {
  private static final String ACTIVE = "ACTIVE";
  // On sale, but only for customers who have its address.
  private static final String UNLISTED = "UNLISTED";
  private static final Comparator<ShopVariant> ORDER =
      Comparator.comparing(ShopVariant::item)
          .thenComparingInt(it -> it.variant().length())
          .thenComparing(ShopVariant::variant);

  public ClassifiedVariants {
    products = List.copyOf(products);
    others = List.copyOf(others);
    counts = Map.copyOf(counts);
  }

  /** A variant and its state. */
  public record ClassifiedVariant(ShopVariant variant, VariantState state) {}

  public static ClassifiedVariants of(Collection<ShopVariant> variants) {
    List<ShopVariant> sorted = variants.stream().distinct().sorted(ORDER).toList();
    Map<CanonicalUpc, Set<InventoryItemId>> items = new HashMap<>();
    for (ShopVariant variant : sorted) {
      if (byItself(variant) == VariantState.ONLINE) {
        upc(variant)
            .ifPresent(
                upc -> items.computeIfAbsent(upc, it -> new HashSet<>()).add(variant.item()));
      }
    }
    List<CatalogProduct> products = new ArrayList<>();
    List<ClassifiedVariant> others = new ArrayList<>();
    Map<VariantState, Long> counts = new EnumMap<>(VariantState.class);
    Set<CanonicalUpc> taken = new HashSet<>();
    for (ShopVariant variant : sorted) {
      Optional<CanonicalUpc> upc = upc(variant);
      VariantState state = byItself(variant);
      if (state == VariantState.ONLINE
          && items.getOrDefault(upc.orElseThrow(), Set.of()).size() > 1) {
        state = VariantState.DUPLICATE_BARCODE;
      }
      counts.merge(state, 1L, Long::sum);
      if (state != VariantState.ONLINE) {
        others.add(new ClassifiedVariant(variant, state));
      }
      boolean again = state == VariantState.ONLINE && !taken.add(upc.orElseThrow());
      if (upc.isPresent() && !again) {
        products.add(product(variant, upc.get(), status(variant, state)));
      }
    }
    return new ClassifiedVariants(products, others, counts);
  }

  /** Tells whether products of this status are sold. */
  static boolean isSold(String status) {
    return status.equals(ACTIVE) || status.equals(UNLISTED);
  }

  /** Tells whether a product's status is a reason of ours and not the shop's. */
  static boolean isReason(String status) {
    return Arrays.stream(VariantState.values()).anyMatch(it -> it.name().equals(status));
  }

  private static VariantState byItself(ShopVariant variant) {
    if (variant.giftCard()) {
      return VariantState.GIFT_CARD;
    }
    if (variant.bundle()) {
      return VariantState.BUNDLE;
    }
    if (!isSold(variant.status())) {
      return VariantState.NOT_ACTIVE;
    }
    if (!variant.tracked()) {
      return VariantState.UNTRACKED;
    }
    if (written(variant).isEmpty()) {
      return VariantState.NO_BARCODE;
    }
    return upc(variant).isEmpty() ? VariantState.MALFORMED_BARCODE : VariantState.ONLINE;
  }

  // All duplicates are online, so that their barcode is ambiguous.
  private static String status(ShopVariant variant, VariantState state) {
    return switch (state) {
      case ONLINE, DUPLICATE_BARCODE -> ACTIVE;
      case NOT_ACTIVE -> variant.status();
      default -> state.name();
    };
  }

  private static CatalogProduct product(ShopVariant variant, CanonicalUpc upc, String status) {
    return new CatalogProduct(
        upc,
        written(variant),
        variant.variant(),
        variant.sku(),
        Optional.of(variant.item().number()),
        Optional.of(variant.title()).filter(it -> !it.isBlank()),
        status,
        variant.tags().stream().distinct().toList());
  }

  private static Optional<CanonicalUpc> upc(ShopVariant variant) {
    return CanonicalUpc.parse(written(variant)) instanceof CanonicalUpc.Valid valid
        ? Optional.of(valid.upc())
        : Optional.empty();
  }

  private static String written(ShopVariant variant) {
    return variant.barcode().map(String::strip).orElse("");
  }
}
