// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.support.files.FileStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests a catalog refresh after product notices. A notice is only a hint: if it differs from the
 * catalog, one refresh is requested for all hints until then. The shop also sends notices for every
 * change of stock; those contain nothing new and are ignored.
 */
public final class RecordingProducts {
  /** The prefix of files that request a refresh. */
  public static final String ASKED = "refresh/";

  /** The request because of hints; it is removed before the shop is queried. */
  static final String HINTS = ASKED + "hints.json";

  private final FileStore files;
  private final ProductCatalog catalog;
  private final OnlineProducts online;

  public RecordingProducts(FileStore files, ProductCatalog catalog, OnlineProducts online) {
    this.files = files;
    this.catalog = catalog;
    this.online = online;
  }

  /** A product notice of the shop. */
  public sealed interface Notice {}

  /**
   * The product is new or changed.
   *
   * @param status of the product, in capitals, if the shop states it
   */
  public record Changed(Optional<String> status, List<StatedVariant> variants) implements Notice {
    public Changed {
      variants = List.copyOf(variants);
    }
  }

  public record Deleted() implements Notice {}

  /** The notice does not affect the catalog. */
  public record Irrelevant() implements Notice {}

  /** A variant with the stated values. */
  public record StatedVariant(String variant, String item, Optional<String> barcode) {}

  /** Requests a refresh if needed; gives the file of the request. */
  public Optional<String> handle(Notice notice) {
    boolean news =
        switch (notice) {
          case Changed changed ->
              changed.variants().stream().anyMatch(it -> isNew(it, changed.status()));
          case Deleted deleted -> true;
          case Irrelevant other -> false;
        };
    return news ? Optional.of(requestRefresh()) : Optional.empty();
  }

  private boolean isNew(StatedVariant told, Optional<String> status) {
    String written = told.barcode().map(String::strip).orElse("");
    if (!(CanonicalUpc.parse(written) instanceof CanonicalUpc.Valid valid)) {
      // A change only if the item had a barcode.
      return online.find(ProductIdentifier.shopify(told.item())).isPresent();
    }
    Optional<CatalogProduct> known =
        catalog.find(valid.upc()).stream()
            .filter(it -> it.productId().equals(told.variant()))
            .filter(it -> it.shopifyInventoryItemId().equals(Optional.of(told.item())))
            .filter(it -> it.upca().equals(written))
            .findFirst();
    return known.isEmpty() || status.filter(it -> !fits(it, known.get())).isPresent();
  }

  // A product that is not online for a reason of ours tells nothing about the shop's status.
  private static boolean fits(String status, CatalogProduct known) {
    boolean sold = ClassifiedVariants.isSold(status);
    return sold ? known.online() || ClassifiedVariants.isReason(known.status()) : !known.online();
  }

  // If the file exists, the run it started has not queried the shop yet.
  private String requestRefresh() {
    files.create(HINTS, FileStore.Content.of(new byte[] {'{', '}'}), Map.of());
    return HINTS;
  }
}
