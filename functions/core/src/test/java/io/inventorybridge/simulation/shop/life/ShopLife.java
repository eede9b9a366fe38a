// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.shop.life;

import io.inventorybridge.shopsync.shop.InMemoryOnlineShop;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.simulation.shop.books.RetailerBooks;
import io.inventorybridge.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.simulation.shop.trouble.TroubledShop;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The actions of customers, staff, tills and files, at any moment. */
public final class ShopLife {
  private record Restock(Instant at, long units) {}

  private final RetailerBooks retailerBooks;
  private final InMemoryOnlineShop shop;
  private final TroubledShop index;
  private final SimulatedTime moments;
  private final Random random;
  private final FaultCounts faults;
  private final BiConsumer<ItemAtLocation, Long> sale;
  private final OrderFeedModel feed;
  private final Map<String, OnlineOrder> orders = new TreeMap<>();
  private final Map<ItemAtLocation, Long> counts = new HashMap<>();
  private final Map<ItemAtLocation, Long> aside = new HashMap<>();
  private final Map<ItemAtLocation, List<Restock>> restocks = new HashMap<>();
  private final List<CanonicalUpc> upcs = new ArrayList<>();
  private long movements;
  private final boolean manyInputs;
  private boolean still;

  /**
   * @param index is notified of every order that changes
   * @param sale called before each sale, with its units
   */
  public ShopLife(
      RetailerBooks retailerBooks,
      InMemoryOnlineShop shop,
      TroubledShop index,
      SimulatedTime moments,
      Random random,
      FaultCounts faults,
      BiConsumer<ItemAtLocation, Long> sale) {
    this.retailerBooks = retailerBooks;
    this.shop = shop;
    this.index = index;
    this.moments = moments;
    this.random = random;
    this.faults = faults;
    this.sale = sale;
    this.feed = new OrderFeedModel(retailerBooks, moments, random, faults);
    this.manyInputs = random.nextInt(3) == 0;
  }

  /** Starts to offer a product, with a quantity in each store. */
  public void offer(InventoryItemId item, CanonicalUpc upc) {
    upcs.add(upc);
    retailerBooks.products.put(item, upc);
    shop.offer(item, upc.toString());
    Map<StockKey, Long> rows = new TreeMap<>();
    retailerBooks.stores.forEach(
        store -> rows.put(new StockKey(store, upc), (long) random.nextInt(8)));
    retailerBooks.reset(rows, moments.instant().minusSeconds(3_600)).run();
    retailerBooks.stores.forEach(
        store -> retailerBooks.safety(new StockKey(store, upc), random.nextInt(2)));
    for (ItemAtLocation pair : retailerBooks.pairs()) {
      if (pair.item().equals(item) && random.nextInt(4) > 0) {
        shop.stock(pair, random.nextInt(8));
      }
    }
  }

  /** Units that the shop has taken for its orders and not given back. */
  public long counts(ItemAtLocation pair) {
    return counts.getOrDefault(pair, 0L);
  }

  /** Units that staff has set aside. */
  public long aside(ItemAtLocation pair) {
    return aside.getOrDefault(pair, 0L);
  }

  /** Units that are not available, because orders have taken them or staff has set them aside. */
  public long away(ItemAtLocation pair) {
    return counts(pair) + aside(pair);
  }

  /**
   * In one world of three, staff sets units aside, puts some of them back and edits orders.
   *
   * @param own random numbers leave the other worlds as they are
   */
  public void staff(Random own, Duration length) {
    if (own.nextInt(3) > 0) {
      return;
    }
    for (int n = 5 + own.nextInt(20); n > 0; n--) {
      moments.in(Duration.ofSeconds(own.nextLong(length.toSeconds())), () -> setAside(own));
      moments.in(Duration.ofSeconds(own.nextLong(length.toSeconds())), () -> edit(own));
    }
  }

  private void edit(Random own) {
    List<OnlineOrder> some =
        withOpen().stream().filter(it -> shop.shown(it.pair).available().units() > 0).toList();
    if (some.isEmpty() || still) {
      return;
    }
    OnlineOrder order = some.get(own.nextInt(some.size()));
    faults.note(PublishingFault.ORDER_EDITED);
    sale.accept(order.pair, 1L);
    shop.edit(order.number, 1);
    order.add(1, moments.instant());
    counts.merge(order.pair, 1L, Long::sum);
    changed(order);
  }

  private void setAside(Random own) {
    List<ItemAtLocation> pairs = retailerBooks.pairs();
    ItemAtLocation pair = pairs.get(own.nextInt(pairs.size()));
    long units = 1 + own.nextInt(2);
    if (still) {
      return;
    }
    if (aside(pair) >= units && own.nextBoolean()) {
      faults.note(PublishingFault.PUT_BACK);
      move(pair, -units);
    } else if (shop.shown(pair).available().units() >= units) {
      faults.note(PublishingFault.SET_ASIDE);
      move(pair, units);
    }
  }

  private void move(ItemAtLocation pair, long units) {
    shop.setAside(pair, units);
    aside.merge(pair, units, Long::sum);
  }

  /**
   * Units that the shop has given back and that these numbers still hold.
   *
   * @param held units by Shopify's number of the order
   */
  public long givenBackUnknown(Map<String, Long> held) {
    return held.entrySet().stream()
        .filter(it -> orders.containsKey(it.getKey()))
        .mapToLong(
            it -> {
              OnlineOrder order = orders.get(it.getKey());
              return Math.max(0, it.getValue() - (order.ordered - order.restocked));
            })
        .sum();
  }

  /** Units that the shop has given back since. */
  public long restockedSince(ItemAtLocation pair, Instant since) {
    return restocks.getOrDefault(pair, List.of()).stream()
        .filter(it -> !it.at().isBefore(since))
        .mapToLong(Restock::units)
        .sum();
  }

  public void happen() {
    if (still) {
      return;
    }
    if (manyInputs && random.nextInt(5) == 0) {
      changeInputs();
      return;
    }
    int kind = random.nextInt(100);
    if (kind < 34) {
      buy();
    } else if (kind < 44) {
      cancel();
    } else if (kind < 56) {
      fulfil();
    } else if (kind < 63) {
      refund();
    } else if (kind < 73) {
      allocate();
    } else if (kind < 88) {
      till();
    } else if (kind < 94) {
      reset();
    } else if (kind < 96) {
      rule();
    } else if (kind < 98) {
      barcodes();
    } else {
      withdraw();
    }
  }

  /** Ends all activity, and gives every product its own item. */
  public void still() {
    still = true;
    parted();
    retailerBooks.awaiting.clear();
    retailerBooks.comeIntoForce();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private CanonicalUpc anyProduct() {
    return any(List.copyOf(retailerBooks.products.values()));
  }

  /** An order is shipped, and the same quantity is bought: as many units are open as before. */
  public void rush() {
    List<OnlineOrder> some =
        withOpen().stream().filter(it -> it.mayBeShipped(moments.instant())).toList();
    if (some.isEmpty() || still) {
      return;
    }
    OnlineOrder order = any(some);
    long units = order.open;
    fulfil(order);
    if (shop.shown(order.pair).available().units() >= units) {
      buy(order.pair, units);
    }
  }

  private void buy() {
    ItemAtLocation pair = any(retailerBooks.pairs());
    long available = shop.shown(pair).available().units();
    if (available > 0) {
      buy(pair, Math.min(available, 1 + random.nextInt(2)));
    }
  }

  private void buy(ItemAtLocation pair, long units) {
    sale.accept(pair, units);
    String number = shop.buy(pair, units);
    boolean saysWhere = retailerBooks.locations.size() > 1 || random.nextBoolean();
    OnlineOrder order =
        new OnlineOrder(
            number,
            pair,
            retailerBooks.products.get(pair.item()),
            units,
            moments.instant(),
            saysWhere);
    orders.put(number, order);
    counts.merge(pair, units, Long::sum);
    changed(order);
    moments.in(Duration.ofSeconds(random.nextInt(3 * 3_600)), () -> allocate(order));
  }

  private void changed(OnlineOrder order) {
    index.changed(order.number);
    feed.tell(order.version(moments.instant()));
  }

  private List<OnlineOrder> withOpen() {
    return orders.values().stream().filter(order -> order.open > 0).toList();
  }

  private void cancel() {
    List<OnlineOrder> some = withOpen();
    if (some.isEmpty()) {
      return;
    }
    OnlineOrder order = any(some);
    boolean restock = random.nextInt(6) != 0 || !order.mayBeShipped(moments.instant());
    faults.note(restock ? PublishingFault.CANCELLED : PublishingFault.CANCELLED_ONLY);
    shop.cancel(order.number, restock);
    if (restock) {
      restocked(order, order.open);
    }
    order.open = 0;
    changed(order);
  }

  private void fulfil() {
    List<OnlineOrder> some =
        withOpen().stream().filter(it -> it.mayBeShipped(moments.instant())).toList();
    if (some.isEmpty()) {
      return;
    }
    fulfil(any(some));
  }

  private void fulfil(OnlineOrder order) {
    shop.fulfill(order.number);
    order.ship(order.store.orElseGet(() -> any(retailerBooks.stores)), moments.instant());
    changed(order);
  }

  private void refund() {
    List<OnlineOrder> some =
        orders.values().stream().filter(it -> it.kept > 0 || it.open > 0).toList();
    if (some.isEmpty()) {
      return;
    }
    OnlineOrder order = any(some);
    boolean back = random.nextInt(3) > 0 || !order.mayBeShipped(moments.instant());
    faults.note(back ? PublishingFault.REFUNDED : PublishingFault.REFUNDED_ONLY);
    if (order.kept > 0) {
      shop.refund(order.number, 1, back ? RestockType.RETURN : RestockType.NO_RESTOCK);
      order.kept--;
    } else {
      shop.refund(order.number, 1, back ? RestockType.CANCEL : RestockType.NO_RESTOCK);
      order.open--;
    }
    if (back) {
      restocked(order, 1);
    }
    changed(order);
  }

  private void restocked(OnlineOrder order, long units) {
    order.restocked += units;
    counts.merge(order.pair, -units, Long::sum);
    restocks
        .computeIfAbsent(order.pair, it -> new ArrayList<>())
        .add(new Restock(moments.instant(), units));
  }

  private void allocate() {
    List<OnlineOrder> some = withOpen();
    if (!some.isEmpty()) {
      allocate(any(some));
    }
  }

  private void allocate(OnlineOrder order) {
    if (order.open > 0 && !still) {
      order.store =
          random.nextInt(8) == 0 ? Optional.empty() : Optional.of(any(retailerBooks.stores));
      feed.tell(order.version(moments.instant()));
    }
  }

  private void till() {
    StockKey key = new StockKey(any(retailerBooks.stores), anyProduct());
    boolean sold = random.nextInt(4) > 0 && retailerBooks.known.onHand(key) > 0;
    feed.tell(
        new StockMovement(
            key, "t" + ++movements, moments.instant(), StockQuantity.of(sold ? -1 : 1)));
  }

  private void reset() {
    CanonicalUpc upc = anyProduct();
    Map<StockKey, Long> rows = new TreeMap<>();
    for (FacilityId store : retailerBooks.stores) {
      if (random.nextInt(3) > 0) {
        rows.put(new StockKey(store, upc), random.nextInt(9) - 1L);
      }
    }
    Instant snapshot = moments.instant().minusSeconds(random.nextInt(3 * 3_600));
    Runnable settling = retailerBooks.reset(rows, snapshot);
    boolean slow = random.nextInt(3) == 0;
    moments.in(Duration.ofSeconds(random.nextInt(slow ? 3 * 3_600 : 600)), settling);
  }

  // In one world of three the inputs change all the time, often several kinds at once.
  private void changeInputs() {
    int kinds = 1 + random.nextInt(3);
    if (kinds > 1) {
      faults.note(PublishingFault.INPUTS_TOGETHER);
    }
    for (int i = 0; i < kinds; i++) {
      switch (random.nextInt(5)) {
        case 0 -> close();
        case 1 -> leave();
        case 2 -> withdraw();
        case 3 -> barcodes();
        default -> rule();
      }
    }
  }

  private void close() {
    faults.note(PublishingFault.STORE_CLOSED);
    FacilityId store = any(retailerBooks.stores);
    retailerBooks.close(store, true);
    moments.in(
        Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> retailerBooks.close(store, false));
  }

  private void leave() {
    if (retailerBooks.locations.size() == 1) {
      return;
    }
    faults.note(PublishingFault.LOCATION_LEFT);
    retailerBooks.leave(true);
    if (random.nextBoolean()) {
      moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> retailerBooks.leave(false));
    }
  }

  private void rule() {
    faults.note(PublishingFault.RULES_CHANGED);
    CanonicalUpc upc = anyProduct();
    switch (random.nextInt(3)) {
      case 0 ->
          retailerBooks.safety(new StockKey(any(retailerBooks.stores), upc), random.nextInt(3));
      case 1 -> retailerBooks.threshold(upc, random.nextInt(3));
      default -> {
        retailerBooks.channel(upc, false);
        moments.in(
            Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> retailerBooks.channel(upc, true));
      }
    }
  }

  private void barcodes() {
    if (retailerBooks.products.size() < 2) {
      return;
    }
    List<InventoryItemId> items = new ArrayList<>(retailerBooks.products.keySet());
    InventoryItemId one = items.remove(random.nextInt(items.size()));
    InventoryItemId other = any(items);
    CanonicalUpc upc = retailerBooks.products.get(one);
    if (upc.equals(retailerBooks.products.get(other))) {
      parted();
    } else if (random.nextInt(3) == 0
        && retailerBooks.products.values().stream().distinct().count() > 1) {
      faults.note(PublishingFault.BARCODE_TWICE);
      retailerBooks.products.put(other, upc);
      moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), this::parted);
    } else {
      faults.note(PublishingFault.BARCODES_CHANGED);
      retailerBooks.products.put(one, retailerBooks.products.get(other));
      retailerBooks.products.put(other, upc);
    }
    retailerBooks.replaceCatalog();
  }

  // Every item has a barcode of its own again.
  private void parted() {
    List<CanonicalUpc> free = new ArrayList<>(upcs);
    free.removeAll(retailerBooks.products.values());
    Set<CanonicalUpc> met = new HashSet<>();
    for (InventoryItemId item : List.copyOf(retailerBooks.products.keySet())) {
      if (!met.add(retailerBooks.products.get(item))) {
        retailerBooks.products.put(item, free.removeFirst());
      }
    }
    retailerBooks.replaceCatalog();
  }

  private void withdraw() {
    InventoryItemId item = any(List.copyOf(retailerBooks.products.keySet()));
    if (retailerBooks.withdrawn.add(item)) {
      faults.note(PublishingFault.WITHDRAWN);
      moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> comeBack(item));
      retailerBooks.replaceCatalog();
    }
  }

  private void comeBack(InventoryItemId item) {
    retailerBooks.withdrawn.remove(item);
    CanonicalUpc upc = retailerBooks.products.get(item);
    if (!still && random.nextInt(3) == 0 && retailerBooks.awaiting.add(upc)) {
      faults.note(PublishingFault.AWAITED);
      moments.in(
          Duration.ofSeconds(random.nextInt(2 * 3_600)),
          () -> {
            retailerBooks.awaiting.remove(upc);
            retailerBooks.comeIntoForce();
          });
    }
    retailerBooks.replaceCatalog();
  }
}
