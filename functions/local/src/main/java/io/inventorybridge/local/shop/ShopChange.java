// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is different in the shop from now on; all of them in order make the shop. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ShopChange.Opened.class, name = "place"),
  @JsonSubTypes.Type(value = ShopChange.Offered.class, name = "variant"),
  @JsonSubTypes.Type(value = ShopChange.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = ShopChange.Stocked.class, name = "level"),
  @JsonSubTypes.Type(value = ShopChange.Ordered.class, name = "order"),
  @JsonSubTypes.Type(value = ShopChange.Numbered.class, name = "number"),
  @JsonSubTypes.Type(value = ShopChange.KeyUsed.class, name = "key"),
  @JsonSubTypes.Type(value = ShopChange.Followed.class, name = "followed")
})
public sealed interface ShopChange {
  record Opened(FakeShop.Place place) implements ShopChange {}

  record Offered(Variant variant) implements ShopChange {}

  record Withdrawn(ItemId item) implements ShopChange {}

  record Stocked(Pair pair, StockLevel level) implements ShopChange {}

  /** An order as it is now. */
  record Ordered(Sale sale) implements ShopChange {}

  /** The last number that was given to anything. */
  record Numbered(long last) implements ShopChange {}

  /**
   * An idempotency key and what a repetition of its call is answered.
   *
   * @param call stands for the operation and everything it was given
   * @param failed whether it wrote nothing because of errors
   * @param moved empty where nothing had to be changed
   * @param activated the pair, of an activation
   */
  record KeyUsed(
      String key,
      String call,
      boolean failed,
      Instant at,
      Optional<Moved> moved,
      Optional<Pair> activated)
      implements ShopChange {}

  /** The catalogue that the shop offers, by its edition. */
  record Followed(String edition) implements ShopChange {}

  /** A group of adjustments. */
  record Moved(String number, Instant at, String reason, String reference, List<Move> moves) {
    public Moved {
      moves = List.copyOf(moves);
    }
  }

  record Move(String name, long delta, Pair pair) {}
}
