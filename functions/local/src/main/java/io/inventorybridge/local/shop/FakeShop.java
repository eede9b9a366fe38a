// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Level;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
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

/**
 * A shop: variants, locations, levels and orders, and the people who use it: customers who buy and
 * cancel, staff who ship, refund and correct. Every change keeps Shopify's equation: on hand is
 * what is available, committed and set aside. What people do is done at once and safe for many
 * threads; whoever uses the rest holds this object's monitor.
 */
public final class FakeShop {
  private final InstantSource clock;
  private final NavigableMap<ItemId, Variant> variants = new TreeMap<>();
  private final NavigableMap<LocationId, Place> places = new TreeMap<>();
  private final NavigableMap<ItemId, NavigableMap<LocationId, StockLevel>> levels = new TreeMap<>();
  private final OrderBook orders;
  private final Trade trade = new Trade(this);
  private final List<ShopChange.KeyUsed> keys = new ArrayList<>();
  private String followed = "";
  private long lastNumber = 1000;
  private long lastKept = lastNumber;
  private final List<ShopChange> unkept = new ArrayList<>();
  private Consumer<List<ShopChange>> keeper = changes -> {};
  private int together;

  /** A location. */
  public record Place(LocationId location, String name, boolean active) {}

  /** What a customer wants. */
  public record Wanted(ItemId item, long units) {}

  /** How a visit to the shop ended. */
  public sealed interface Purchase {}

  public record Bought(String order) implements Purchase {}

  /** The shop did not offer so many. */
  public record SoldOut(ItemId item) implements Purchase {}

  /**
   * An empty shop.
   *
   * @param indexLag how long a change of an order takes to show in searches and bulk queries
   */
  public FakeShop(InstantSource clock, Duration indexLag) {
    this.clock = clock;
    this.orders = new OrderBook(indexLag, sale -> note(new ShopChange.Ordered(sale)));
  }

  public Instant now() {
    return clock.instant();
  }

  public long nextNumber() {
    return ++lastNumber;
  }

  /** Whoever is to keep what changes from now on; what belongs together comes together. */
  public synchronized void keptBy(Consumer<List<ShopChange>> newKeeper) {
    keeper = newKeeper;
    unkept.clear();
    lastKept = lastNumber;
  }

  /** Makes a change that was kept before. */
  public synchronized void restore(ShopChange change) {
    switch (change) {
      case ShopChange.Opened it -> places.put(it.place().location(), it.place());
      case ShopChange.Offered it -> variants.put(it.variant().item(), it.variant());
      case ShopChange.Withdrawn it -> {
        variants.remove(it.item());
        levels.remove(it.item());
      }
      case ShopChange.Stocked it -> put(it.pair(), it.level());
      case ShopChange.Ordered it -> orders.put(it.sale());
      case ShopChange.Numbered it -> lastNumber = it.last();
      case ShopChange.KeyUsed it -> keys.add(it);
      case ShopChange.Followed it -> followed = it.edition();
    }
  }

  /** Everything, as changes of an empty shop. */
  public synchronized List<ShopChange> state() {
    List<ShopChange> state = new ArrayList<>();
    places.values().forEach(it -> state.add(new ShopChange.Opened(it)));
    variants.values().forEach(it -> state.add(new ShopChange.Offered(it)));
    pairs().forEach(it -> state.add(new ShopChange.Stocked(it, existing(it))));
    orders.all().forEach(it -> state.add(new ShopChange.Ordered(it)));
    state.addAll(keys);
    state.add(new ShopChange.Followed(followed));
    state.add(new ShopChange.Numbered(lastNumber));
    return state;
  }

  /** What happens until this is closed is kept as one, or not at all. */
  public synchronized Together together() {
    together++;
    return () -> {
      synchronized (this) {
        together--;
        keep();
      }
    };
  }

  /** A stretch of changes that belong together. */
  public interface Together extends AutoCloseable {
    @Override
    void close();
  }

  /** To be kept. */
  public void note(ShopChange change) {
    unkept.add(change);
  }

  private void keep() {
    if (together > 0) {
      return;
    }
    if (lastNumber != lastKept) {
      lastKept = lastNumber;
      note(new ShopChange.Numbered(lastNumber));
    }
    if (!unkept.isEmpty()) {
      keeper.accept(List.copyOf(unkept));
      unkept.clear();
    }
  }

  /** The keys that were used before this process began. */
  public synchronized List<ShopChange.KeyUsed> keys() {
    return List.copyOf(keys);
  }

  /** The edition of the catalogue that is on offer; empty for none. */
  public synchronized String followed() {
    return followed;
  }

  public synchronized void follow(String edition) {
    followed = edition;
    note(new ShopChange.Followed(edition));
    keep();
  }

  public synchronized void open(LocationId location, String name) {
    Place place = new Place(location, name, true);
    places.put(location, place);
    note(new ShopChange.Opened(place));
    keep();
  }

  /** Offers a variant, or changes it. */
  public synchronized void offer(Variant variant) {
    variants.put(variant.item(), variant);
    note(new ShopChange.Offered(variant));
    keep();
  }

  /** Takes a variant out of the shop, with its levels. */
  public synchronized void withdraw(ItemId item) {
    variants.remove(item);
    levels.remove(item);
    note(new ShopChange.Withdrawn(item));
    keep();
  }

  public synchronized void changeBarcode(ItemId item, String barcode) {
    offer(variant(item).withBarcode(barcode, now()));
  }

  /** Stocks a pair by hand: it is active afterwards, and so many are available. */
  public synchronized void stock(Pair pair, long available) {
    StockLevel level = level(pair).orElseGet(() -> nothing(true)).withActive(true);
    put(pair, level.plusAvailable(available - level.available(), now()));
    keep();
  }

  /** Changes what is available by hand, behind everybody's back. */
  public synchronized void edit(Pair pair, long difference) {
    put(pair, existing(pair).plusAvailable(difference, now()));
    keep();
  }

  public synchronized void deactivate(Pair pair) {
    put(pair, existing(pair).withActive(false));
    keep();
  }

  /** A customer buys, from the first location that has what is wanted. */
  public synchronized Purchase buy(List<Wanted> wanted) {
    Purchase purchase = trade.buy(wanted);
    keep();
    return purchase;
  }

  /** A customer buys one thing from a location. */
  public synchronized Purchase buy(Pair pair, long units) {
    Purchase purchase = trade.buy(pair, units);
    keep();
    return purchase;
  }

  /** The location ships all that is left of an order. */
  public synchronized void fulfil(String order) {
    trade.fulfil(order);
    keep();
  }

  /** The location ships some units of a line; more than are left are as many as are left. */
  public synchronized void fulfil(String order, int line, long units) {
    trade.fulfil(order, line, units);
    keep();
  }

  /** An order is cancelled: what was not shipped is given back, or not. */
  public synchronized void cancel(String order, boolean restock) {
    trade.cancel(order, restock);
    keep();
  }

  /**
   * Units of a line are refunded. {@code CANCEL} puts back what was not shipped, {@code RETURN}
   * what was, at the location that shipped it; {@code NO_RESTOCK} puts back nothing.
   */
  public synchronized void refund(String order, int line, long units, RestockType type) {
    trade.refund(order, line, units, type);
    keep();
  }

  /** What the shop shows of a pair; empty when it is not stocked there. */
  public synchronized Optional<Level> shown(Pair pair) {
    return level(pair)
        .map(
            level ->
                new Level(
                    level.active(),
                    Quantity.of(level.available()),
                    Quantity.of(level.onHand()),
                    Quantity.of(level.committed())));
  }

  /** Every pair that is stocked, in order. */
  public synchronized List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    levels.forEach((item, here) -> here.keySet().forEach(it -> pairs.add(new Pair(item, it))));
    return pairs;
  }

  public synchronized Optional<Variant> find(ItemId item) {
    return Optional.ofNullable(variants.get(item));
  }

  public Collection<Variant> variants() {
    return variants.values();
  }

  public Collection<Place> places() {
    return places.values();
  }

  public Optional<Place> place(LocationId location) {
    return Optional.ofNullable(places.get(location));
  }

  public OrderBook orders() {
    return orders;
  }

  public NavigableMap<LocationId, StockLevel> levels(ItemId item) {
    return levels.getOrDefault(item, new TreeMap<>());
  }

  public Optional<StockLevel> level(Pair pair) {
    return Optional.ofNullable(levels(pair.item()).get(pair.location()));
  }

  /** A level of zero, with a number of its own. */
  public StockLevel nothing(boolean active) {
    return new StockLevel(nextNumber(), active, 0, 0, Map.of(), now());
  }

  public void put(Pair pair, StockLevel level) {
    levels.computeIfAbsent(pair.item(), it -> new TreeMap<>()).put(pair.location(), level);
    note(new ShopChange.Stocked(pair, level));
  }

  StockLevel existing(Pair pair) {
    return level(pair)
        .orElseThrow(() -> new IllegalArgumentException(pair + " is not stocked in the shop"));
  }

  Variant variant(ItemId item) {
    return find(item)
        .orElseThrow(() -> new IllegalArgumentException("the shop has no item " + item));
  }
}
