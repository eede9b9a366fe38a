// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.refresh;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.OnlineProducts;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.catalog.ProductName;
import io.inventorybridge.files.Files;
import io.inventorybridge.stock.Upc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the shop's word that a product has changed as a hint: when it says something else than the
 * catalogue, the catalogue is asked for again, once for all hints until then. The shop tells of
 * every change of stock too; those say nothing new, and are passed over.
 */
public final class NoticingProducts {
  /** Files that ask for a refresh lie here. */
  public static final String ASKED = "refresh/";

  /** Asks for one because of hints; it goes before the shop is asked. */
  static final String HINTS = ASKED + "hints.json";

  private final Files files;
  private final Catalog catalog;
  private final OnlineProducts online;

  public NoticingProducts(Files files, Catalog catalog, OnlineProducts online) {
    this.files = files;
    this.catalog = catalog;
    this.online = online;
  }

  /** What the shop says of a product. */
  public sealed interface Notice {}

  /**
   * It is new or changed.
   *
   * @param status of the product, in capitals, where the shop says it
   */
  public record Changed(Optional<String> status, List<Told> variants) implements Notice {
    public Changed {
      variants = List.copyOf(variants);
    }
  }

  public record Deleted() implements Notice {}

  /** Nothing that concerns the catalogue. */
  public record OfNoConcern() implements Notice {}

  /** A variant, as far as it is told. */
  public record Told(String variant, String item, Optional<String> barcode) {}

  /** Asks for a refresh where it is needed; gives the file that asks for it. */
  public Optional<String> notice(Notice notice) {
    boolean news =
        switch (notice) {
          case Changed changed ->
              changed.variants().stream().anyMatch(it -> isNew(it, changed.status()));
          case Deleted deleted -> true;
          case OfNoConcern other -> false;
        };
    return news ? Optional.of(ask()) : Optional.empty();
  }

  private boolean isNew(Told told, Optional<String> status) {
    String written = told.barcode().map(String::strip).orElse("");
    if (!(Upc.parse(written) instanceof Upc.Valid valid)) {
      // News only where it had a barcode.
      return online.find(ProductName.shopify(told.item())).isPresent();
    }
    Optional<Product> known =
        catalog.find(valid.upc()).stream()
            .filter(it -> it.productId().equals(told.variant()))
            .filter(it -> it.shopifyInventoryItemId().equals(Optional.of(told.item())))
            .filter(it -> it.upca().equals(written))
            .findFirst();
    return known.isEmpty() || status.filter(it -> !fits(it, known.get())).isPresent();
  }

  // A product that is not online for a reason of its own says nothing of the shop's status.
  private static boolean fits(String status, Product known) {
    boolean sold = JudgedVariants.isSold(status);
    return sold ? known.online() || JudgedVariants.isReason(known.status()) : !known.online();
  }

  // Where it is there already, whoever it started has not asked the shop yet.
  private String ask() {
    files.create(HINTS, Files.Content.of(new byte[] {'{', '}'}), Map.of());
    return HINTS;
  }
}
