// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A change of the shop. All changes in order rebuild the shop. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ShopChange.LocationOpened.class, name = "place"),
  @JsonSubTypes.Type(value = ShopChange.VariantOffered.class, name = "variant"),
  @JsonSubTypes.Type(value = ShopChange.VariantWithdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = ShopChange.LevelStored.class, name = "level"),
  @JsonSubTypes.Type(value = ShopChange.OrderStored.class, name = "order"),
  @JsonSubTypes.Type(value = ShopChange.DraftStored.class, name = "draft"),
  @JsonSubTypes.Type(value = ShopChange.DraftRemoved.class, name = "draftRemoved"),
  @JsonSubTypes.Type(value = ShopChange.NumberUsed.class, name = "number"),
  @JsonSubTypes.Type(value = ShopChange.KeyUsed.class, name = "key"),
  @JsonSubTypes.Type(value = ShopChange.CatalogFollowed.class, name = "followed")
})
public sealed interface ShopChange {
  record LocationOpened(FakeShop.FakeLocation place) implements ShopChange {}

  record VariantOffered(FakeVariant variant) implements ShopChange {}

  record VariantWithdrawn(InventoryItemId item) implements ShopChange {}

  record LevelStored(ItemAtLocation pair, StockLevel level) implements ShopChange {}

  /** The new version of an order. */
  record OrderStored(OrderState sale) implements ShopChange {}

  /** The new version of a draft order. */
  record DraftStored(DraftState draft) implements ShopChange {}

  record DraftRemoved(String number) implements ShopChange {}

  /** The last number given to any object. */
  record NumberUsed(long last) implements ShopChange {}

  /**
   * An idempotency key with the reply for a repeated call.
   *
   * @param call digest of the operation and its arguments
   * @param failed true if the call wrote nothing because of errors
   * @param moved empty if the call had nothing to change
   * @param activated the pair that an activation activated
   */
  record KeyUsed(
      String key,
      String call,
      boolean failed,
      Instant at,
      Optional<Moved> moved,
      Optional<ItemAtLocation> activated)
      implements ShopChange {}

  /** The import version of the catalog that the shop offers. */
  record CatalogFollowed(String edition) implements ShopChange {}

  /** A group of adjustments. */
  record Moved(String number, Instant at, String reason, String reference, List<Move> moves) {
    public Moved {
      moves = List.copyOf(moves);
    }
  }

  record Move(String name, long delta, ItemAtLocation pair) {}
}
