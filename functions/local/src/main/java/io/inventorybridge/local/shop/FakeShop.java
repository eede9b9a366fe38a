// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A fake shop: variants, locations, levels and orders, with customers who buy and cancel, and staff
 * who ship, refund and correct. Every change keeps Shopify's equation: on hand is the sum of
 * available, committed and set-aside units. The methods for customers and staff are atomic and
 * thread-safe; callers of all other methods must hold this object's monitor.
 */
public final class FakeShop {
  private final InstantSource clock;
  private final NavigableMap<InventoryItemId, FakeVariant> variants = new TreeMap<>();
  private final NavigableMap<ShopLocationId, FakeLocation> places = new TreeMap<>();
  private final NavigableMap<InventoryItemId, NavigableMap<ShopLocationId, StockLevel>> levels =
      new TreeMap<>();
  private final OrderBook orders;
  private final OrderSimulator orderSimulator = new OrderSimulator(this);
  private final OrderOperations orderOperations = new OrderOperations(this);
  private final NavigableMap<Long, DraftState> drafts = new TreeMap<>();
  private final List<ShopChange.KeyUsed> keys = new ArrayList<>();
  private String followed = "";
  private long lastNumber = 1000;
  private long lastKept = lastNumber;
  private final List<ShopChange> unkept = new ArrayList<>();
  private Consumer<List<ShopChange>> keeper = changes -> {};
  private int together;

  /** A location. */
  public record FakeLocation(
      ShopLocationId location, String name, boolean active, boolean fulfillsOnlineOrders) {
    FakeLocation withActive(boolean changed) {
      return new FakeLocation(location, name, changed, fulfillsOnlineOrders);
    }

    FakeLocation withFulfillsOnlineOrders(boolean changed) {
      return new FakeLocation(location, name, active, changed);
    }
  }

  /** An item that a customer wants to buy. */
  public record WantedItem(InventoryItemId item, long units) {}

  /** The outcome of a purchase. */
  public sealed interface Purchase {}

  public record Bought(String order) implements Purchase {}

  /** The shop has fewer units available. */
  public record SoldOut(InventoryItemId item) implements Purchase {}

  /**
   * Creates an empty shop.
   *
   * @param indexLag delay until a change of an order shows in searches and bulk queries
   */
  public FakeShop(InstantSource clock, Duration indexLag) {
    this.clock = clock;
    this.orders = new OrderBook(indexLag, sale -> recordChange(new ShopChange.OrderStored(sale)));
  }

  public Instant now() {
    return clock.instant();
  }

  public long nextNumber() {
    return ++lastNumber;
  }

  /** Sets the consumer of all further changes. Changes that belong together arrive in one list. */
  public synchronized void setChangeListener(Consumer<List<ShopChange>> newKeeper) {
    keeper = newKeeper;
    unkept.clear();
    lastKept = lastNumber;
  }

  /** Applies a change that was recorded before. */
  public synchronized void restore(ShopChange change) {
    switch (change) {
      case ShopChange.LocationOpened it -> places.put(it.place().location(), it.place());
      case ShopChange.VariantOffered it -> variants.put(it.variant().item(), it.variant());
      case ShopChange.VariantWithdrawn it -> {
        variants.remove(it.item());
        levels.remove(it.item());
      }
      case ShopChange.LevelStored it -> put(it.pair(), it.level());
      case ShopChange.OrderStored it -> orders.put(it.sale());
      case ShopChange.DraftStored it -> drafts.put(Long.valueOf(it.draft().number()), it.draft());
      case ShopChange.DraftRemoved it -> drafts.remove(Long.valueOf(it.number()));
      case ShopChange.NumberUsed it -> lastNumber = it.last();
      case ShopChange.KeyUsed it -> keys.add(it);
      case ShopChange.CatalogFollowed it -> followed = it.edition();
    }
  }

  /** The whole state, as changes of an empty shop. */
  public synchronized List<ShopChange> state() {
    List<ShopChange> state = new ArrayList<>();
    places.values().forEach(it -> state.add(new ShopChange.LocationOpened(it)));
    variants.values().forEach(it -> state.add(new ShopChange.VariantOffered(it)));
    pairs().forEach(it -> state.add(new ShopChange.LevelStored(it, existing(it))));
    orders.all().forEach(it -> state.add(new ShopChange.OrderStored(it)));
    drafts.values().forEach(it -> state.add(new ShopChange.DraftStored(it)));
    state.addAll(keys);
    state.add(new ShopChange.CatalogFollowed(followed));
    state.add(new ShopChange.NumberUsed(lastNumber));
    return state;
  }

  /** Records all changes until the result is closed as one unit, or none of them. */
  public synchronized ChangeGroup beginGroup() {
    together++;
    return () -> {
      synchronized (this) {
        together--;
        flushChanges();
      }
    };
  }

  /** A group of changes that belong together. */
  public interface ChangeGroup extends AutoCloseable {
    @Override
    void close();
  }

  /** Records a change. */
  public void recordChange(ShopChange change) {
    unkept.add(change);
  }

  private void flushChanges() {
    if (together > 0) {
      return;
    }
    if (lastNumber != lastKept) {
      lastKept = lastNumber;
      recordChange(new ShopChange.NumberUsed(lastNumber));
    }
    if (!unkept.isEmpty()) {
      keeper.accept(List.copyOf(unkept));
      unkept.clear();
    }
  }

  /** The idempotency keys used before this process started. */
  public synchronized List<ShopChange.KeyUsed> keys() {
    return List.copyOf(keys);
  }

  /** The import version of the catalog on offer; empty for none. */
  public synchronized String catalogVersion() {
    return followed;
  }

  public synchronized void setCatalogVersion(String edition) {
    followed = edition;
    recordChange(new ShopChange.CatalogFollowed(edition));
    flushChanges();
  }

  public synchronized void open(ShopLocationId location, String name) {
    FakeLocation place = new FakeLocation(location, name, true, true);
    places.put(location, place);
    recordChange(new ShopChange.LocationOpened(place));
    flushChanges();
  }

  /** Adds or changes a variant. */
  public synchronized void offer(FakeVariant variant) {
    variants.put(variant.item(), variant);
    recordChange(new ShopChange.VariantOffered(variant));
    flushChanges();
  }

  /** Removes a variant with its levels. */
  public synchronized void withdraw(InventoryItemId item) {
    variants.remove(item);
    levels.remove(item);
    recordChange(new ShopChange.VariantWithdrawn(item));
    flushChanges();
  }

  public synchronized void changeBarcode(InventoryItemId item, String barcode) {
    offer(variant(item).withBarcode(barcode, now()));
  }

  /** Activates a pair and sets its available quantity, as staff does. */
  public synchronized void stock(ItemAtLocation pair, long available) {
    StockLevel level = level(pair).orElseGet(() -> emptyLevel(true)).withActive(true);
    put(pair, level.plusAvailable(available - level.available(), now()));
    flushChanges();
  }

  /** Changes an available quantity, unknown to every other system. */
  public synchronized void edit(ItemAtLocation pair, long difference) {
    put(pair, existing(pair).plusAvailable(difference, now()));
    flushChanges();
  }

  public synchronized void deactivate(ItemAtLocation pair) {
    put(pair, existing(pair).withActive(false));
    flushChanges();
  }

  /** A customer buys from the first location that has all wanted items available. */
  public synchronized Purchase buy(List<WantedItem> wanted) {
    Purchase purchase = orderSimulator.buy(wanted);
    flushChanges();
    return purchase;
  }

  /** A customer buys one item from a location. */
  public synchronized Purchase buy(ItemAtLocation pair, long units) {
    Purchase purchase = orderSimulator.buy(pair, units);
    flushChanges();
    return purchase;
  }

  /** The location ships all open units of an order. */
  public synchronized void fulfill(String order) {
    orderSimulator.fulfill(order);
    flushChanges();
  }

  /** The location ships units of a line, at most the open ones. */
  public synchronized void fulfill(String order, int line, long units) {
    orderSimulator.fulfill(order, line, units);
    flushChanges();
  }

  /** Cancels an order; its unshipped units are restocked or not. */
  public synchronized void cancel(String order, boolean restock) {
    orderOperations.orderCancel(order, restock).orThrow();
  }

  /**
   * Refunds units of a line. {@code CANCEL} restocks unshipped units, {@code RETURN} shipped units
   * at the location that shipped them, {@code NO_RESTOCK} none.
   */
  public synchronized void refund(String order, int line, long units, RestockType type) {
    OrderState.Line there = orders.existing(order).lines().get(line);
    long most =
        switch (type) {
          case CANCEL -> there.unfulfilled();
          case RETURN -> there.current() - there.unfulfilled();
          default -> there.current();
        };
    if (most > 0) {
      orderOperations
          .refundCreate(
              order,
              List.of(
                  new OrderOperations.RefundWish(
                      there.number(), Math.min(units, most), type, Optional.empty())))
          .orThrow();
    }
  }

  /** The work of staff on orders. */
  public OrderOperations orderOperations() {
    return orderOperations;
  }

  /** The work of staff on fulfillment orders and shipments. */
  public FulfillmentOperations fulfillmentOperations() {
    return new FulfillmentOperations(this);
  }

  public ReturnOperations returnOperations() {
    return new ReturnOperations(this);
  }

  /** The work of staff on stock. */
  public StockOperations stockOperations() {
    return new StockOperations(this);
  }

  public LocationOperations locationOperations() {
    return new LocationOperations(this);
  }

  public DraftOperations draftOperations() {
    return new DraftOperations(this);
  }

  /** Runs an operation under the monitor and records its changes as one unit. */
  synchronized <T> T atomically(Supplier<T> operation) {
    T outcome = operation.get();
    flushChanges();
    return outcome;
  }

  /** The level of a pair as the shop shows it; empty when the item is not stocked there. */
  public synchronized Optional<InventoryLevel> shown(ItemAtLocation pair) {
    return level(pair)
        .map(
            level ->
                new InventoryLevel(
                    level.active(),
                    StockQuantity.of(level.available()),
                    StockQuantity.of(level.onHand()),
                    StockQuantity.of(level.committed())));
  }

  /** Every stocked pair, in order. */
  public synchronized List<ItemAtLocation> pairs() {
    List<ItemAtLocation> pairs = new ArrayList<>();
    levels.forEach(
        (item, here) -> here.keySet().forEach(it -> pairs.add(new ItemAtLocation(item, it))));
    return pairs;
  }

  public synchronized Optional<FakeVariant> find(InventoryItemId item) {
    return Optional.ofNullable(variants.get(item));
  }

  public Collection<FakeVariant> variants() {
    return variants.values();
  }

  public Collection<FakeLocation> locations() {
    return places.values();
  }

  public Optional<FakeLocation> location(ShopLocationId location) {
    return Optional.ofNullable(places.get(location));
  }

  /** Tells whether a location exists and is active. */
  public boolean isActive(ShopLocationId location) {
    return location(location).filter(FakeLocation::active).isPresent();
  }

  FakeLocation replace(FakeLocation changed) {
    places.put(changed.location(), changed);
    recordChange(new ShopChange.LocationOpened(changed));
    return changed;
  }

  public OrderBook orders() {
    return orders;
  }

  public Optional<DraftState> draft(String number) {
    return Optional.ofNullable(drafts.get(Long.valueOf(number)));
  }

  void put(DraftState draft) {
    drafts.put(Long.valueOf(draft.number()), draft);
    recordChange(new ShopChange.DraftStored(draft));
  }

  void removeDraft(String number) {
    drafts.remove(Long.valueOf(number));
    recordChange(new ShopChange.DraftRemoved(number));
  }

  public NavigableMap<ShopLocationId, StockLevel> levels(InventoryItemId item) {
    return levels.getOrDefault(item, new TreeMap<>());
  }

  public Optional<StockLevel> level(ItemAtLocation pair) {
    return Optional.ofNullable(levels(pair.item()).get(pair.location()));
  }

  /** A new level of zero with its own number. */
  public StockLevel emptyLevel(boolean active) {
    return new StockLevel(nextNumber(), active, 0, 0, Map.of(), now());
  }

  public void put(ItemAtLocation pair, StockLevel level) {
    levels.computeIfAbsent(pair.item(), it -> new TreeMap<>()).put(pair.location(), level);
    recordChange(new ShopChange.LevelStored(pair, level));
  }

  StockLevel existing(ItemAtLocation pair) {
    return level(pair)
        .orElseThrow(() -> new IllegalArgumentException(pair + " is not stocked in the shop"));
  }

  FakeVariant variant(InventoryItemId item) {
    return find(item)
        .orElseThrow(() -> new IllegalArgumentException("the shop has no item " + item));
  }
}
