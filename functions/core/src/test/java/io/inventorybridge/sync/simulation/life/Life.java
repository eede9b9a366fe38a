// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.life;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
import io.inventorybridge.sync.simulation.books.Books;
import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import io.inventorybridge.sync.simulation.trouble.Moments;
import io.inventorybridge.sync.simulation.trouble.TroubledShop;
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
public final class Life {
  private record Restock(Instant at, long units) {}

  private final Books books;
  private final InMemoryShop shop;
  private final TroubledShop index;
  private final Moments moments;
  private final Random random;
  private final Faults faults;
  private final BiConsumer<Pair, Long> sale;
  private final Feed feed;
  private final Map<String, OnlineOrder> orders = new TreeMap<>();
  private final Map<Pair, Long> counts = new HashMap<>();
  private final Map<Pair, List<Restock>> restocks = new HashMap<>();
  private final List<Upc> upcs = new ArrayList<>();
  private long movements;
  private boolean still;

  /**
   * @param index is notified of every order that changes
   * @param sale called before each sale, with its units
   */
  public Life(
      Books books,
      InMemoryShop shop,
      TroubledShop index,
      Moments moments,
      Random random,
      Faults faults,
      BiConsumer<Pair, Long> sale) {
    this.books = books;
    this.shop = shop;
    this.index = index;
    this.moments = moments;
    this.random = random;
    this.faults = faults;
    this.sale = sale;
    this.feed = new Feed(books, moments, random, faults);
  }

  /** Starts to offer a product, with a quantity in each store. */
  public void offer(ItemId item, Upc upc) {
    upcs.add(upc);
    books.products.put(item, upc);
    shop.offer(item, upc.toString());
    Map<StockKey, Long> rows = new TreeMap<>();
    books.stores.forEach(store -> rows.put(new StockKey(store, upc), (long) random.nextInt(8)));
    books.reset(rows, moments.instant().minusSeconds(3_600)).run();
    books.stores.forEach(store -> books.safety(new StockKey(store, upc), random.nextInt(2)));
    for (Pair pair : books.pairs()) {
      if (pair.item().equals(item) && random.nextInt(4) > 0) {
        shop.stock(pair, random.nextInt(8));
      }
    }
  }

  /** Units that the shop has taken for its orders and not given back. */
  public long counts(Pair pair) {
    return counts.getOrDefault(pair, 0L);
  }

  /** Units that the shop has given back since. */
  public long restockedSince(Pair pair, Instant since) {
    return restocks.getOrDefault(pair, List.of()).stream()
        .filter(it -> !it.at().isBefore(since))
        .mapToLong(Restock::units)
        .sum();
  }

  public void happen() {
    if (still) {
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
    books.awaiting.clear();
    books.comeIntoForce();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Upc anyProduct() {
    return any(List.copyOf(books.products.values()));
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
    Pair pair = any(books.pairs());
    long available = shop.shown(pair).available().units();
    if (available > 0) {
      buy(pair, Math.min(available, 1 + random.nextInt(2)));
    }
  }

  private void buy(Pair pair, long units) {
    sale.accept(pair, units);
    String number = shop.buy(pair, units);
    boolean saysWhere = books.locations.size() > 1 || random.nextBoolean();
    OnlineOrder order =
        new OnlineOrder(
            number, pair, books.products.get(pair.item()), units, moments.instant(), saysWhere);
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
    faults.note(restock ? Fault.CANCELLED : Fault.CANCELLED_ONLY);
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
    shop.fulfil(order.number);
    order.ship(order.store.orElseGet(() -> any(books.stores)), moments.instant());
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
    faults.note(back ? Fault.REFUNDED : Fault.REFUNDED_ONLY);
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
      order.store = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(any(books.stores));
      feed.tell(order.version(moments.instant()));
    }
  }

  private void till() {
    StockKey key = new StockKey(any(books.stores), anyProduct());
    boolean sold = random.nextInt(4) > 0 && books.known.onHand(key) > 0;
    feed.tell(new Movement(key, "t" + ++movements, moments.instant(), Quantity.of(sold ? -1 : 1)));
  }

  private void reset() {
    Upc upc = anyProduct();
    Map<StockKey, Long> rows = new TreeMap<>();
    for (FacilityId store : books.stores) {
      if (random.nextInt(3) > 0) {
        rows.put(new StockKey(store, upc), random.nextInt(9) - 1L);
      }
    }
    Instant snapshot = moments.instant().minusSeconds(random.nextInt(3 * 3_600));
    Runnable settling = books.reset(rows, snapshot);
    boolean slow = random.nextInt(3) == 0;
    moments.in(Duration.ofSeconds(random.nextInt(slow ? 3 * 3_600 : 600)), settling);
  }

  private void rule() {
    faults.note(Fault.RULES_CHANGED);
    Upc upc = anyProduct();
    switch (random.nextInt(3)) {
      case 0 -> books.safety(new StockKey(any(books.stores), upc), random.nextInt(3));
      case 1 -> books.threshold(upc, random.nextInt(3));
      default -> {
        books.channel(upc, false);
        moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> books.channel(upc, true));
      }
    }
  }

  private void barcodes() {
    if (books.products.size() < 2) {
      return;
    }
    List<ItemId> items = new ArrayList<>(books.products.keySet());
    ItemId one = items.remove(random.nextInt(items.size()));
    ItemId other = any(items);
    Upc upc = books.products.get(one);
    if (upc.equals(books.products.get(other))) {
      parted();
    } else if (random.nextInt(3) == 0 && books.products.values().stream().distinct().count() > 1) {
      faults.note(Fault.BARCODE_TWICE);
      books.products.put(other, upc);
      moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), this::parted);
    } else {
      faults.note(Fault.BARCODES_CHANGED);
      books.products.put(one, books.products.get(other));
      books.products.put(other, upc);
    }
    books.replaceCatalog();
  }

  // Every item has a barcode of its own again.
  private void parted() {
    List<Upc> free = new ArrayList<>(upcs);
    free.removeAll(books.products.values());
    Set<Upc> met = new HashSet<>();
    for (ItemId item : List.copyOf(books.products.keySet())) {
      if (!met.add(books.products.get(item))) {
        books.products.put(item, free.removeFirst());
      }
    }
    books.replaceCatalog();
  }

  private void withdraw() {
    ItemId item = any(List.copyOf(books.products.keySet()));
    if (books.withdrawn.add(item)) {
      faults.note(Fault.WITHDRAWN);
      moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> comeBack(item));
      books.replaceCatalog();
    }
  }

  private void comeBack(ItemId item) {
    books.withdrawn.remove(item);
    Upc upc = books.products.get(item);
    if (!still && random.nextInt(3) == 0 && books.awaiting.add(upc)) {
      faults.note(Fault.AWAITED);
      moments.in(
          Duration.ofSeconds(random.nextInt(2 * 3_600)),
          () -> {
            books.awaiting.remove(upc);
            books.comeIntoForce();
          });
    }
    books.replaceCatalog();
  }
}
