// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What customers, staff, tills and files do, at any moment. */
final class Life {
  private final Facts facts;
  private final Marks marks;
  private final InMemoryShop shop;
  private final Moments moments;
  private final Random random;
  private final BiConsumer<Pair, Long> sale;
  private final Map<String, ShopSide> orders = new TreeMap<>();
  private final Map<Pair, Long> counts = new HashMap<>();
  boolean still;

  /**
   * @param sale told before each, with its units
   */
  Life(
      Facts facts,
      Marks marks,
      InMemoryShop shop,
      Moments moments,
      Random random,
      BiConsumer<Pair, Long> sale) {
    this.facts = facts;
    this.marks = marks;
    this.shop = shop;
    this.moments = moments;
    this.random = random;
    this.sale = sale;
  }

  /** Units that the shop has taken for its orders and not given back. */
  long counts(Pair pair) {
    return counts.getOrDefault(pair, 0L);
  }

  void happen() {
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
    } else if (kind < 62) {
      refund();
    } else if (kind < 74) {
      allocate();
    } else if (kind < 90) {
      till();
    } else if (kind < 95) {
      reset();
    } else if (kind < 97) {
      rule();
    } else if (kind < 98) {
      barcodes();
    } else {
      offline();
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void buy() {
    Pair pair = any(facts.all());
    long available = shop.shown(pair).available().units();
    if (available <= 0) {
      return;
    }
    long units = Math.min(available, 1 + random.nextInt(2));
    sale.accept(pair, units);
    String number = shop.buy(pair, units);
    ShopSide order = new ShopSide(number, pair, facts.products.get(pair.item()), units);
    orders.put(number, order);
    counts.merge(pair, units, Long::sum);
    tell(order);
  }

  private List<ShopSide> withOpen() {
    return orders.values().stream().filter(order -> order.open > 0).toList();
  }

  private void cancel() {
    List<ShopSide> some = withOpen();
    if (some.isEmpty()) {
      return;
    }
    ShopSide order = any(some);
    boolean restock = random.nextInt(6) != 0;
    shop.cancel(order.number, restock);
    if (restock) {
      restocked(order, order.open);
    }
    order.open = 0;
    tell(order);
  }

  private void fulfil() {
    List<ShopSide> some = withOpen();
    if (some.isEmpty()) {
      return;
    }
    ShopSide order = any(some);
    shop.fulfil(order.number);
    order.shipped += order.open;
    order.open = 0;
    tell(order);
  }

  private void refund() {
    List<ShopSide> some =
        orders.values().stream().filter(it -> it.shipped > 0 || it.open > 0).toList();
    if (some.isEmpty()) {
      return;
    }
    ShopSide order = any(some);
    if (order.shipped > 0 && random.nextInt(3) > 0) {
      shop.refund(order.number, 1, RestockType.RETURN);
      restocked(order, 1);
      order.shipped--;
    } else if (order.shipped > 0) {
      shop.refund(order.number, 1, RestockType.NO_RESTOCK);
      order.shipped--;
    } else if (random.nextBoolean()) {
      shop.refund(order.number, 1, RestockType.CANCEL);
      restocked(order, 1);
      order.open--;
    } else {
      shop.refund(order.number, 1, RestockType.NO_RESTOCK);
      order.open--;
    }
    tell(order);
  }

  private void restocked(ShopSide order, long units) {
    order.restocked += units;
    counts.merge(order.pair, -units, Long::sum);
  }

  /** The feed brings the order as it is now, some time. */
  private void tell(ShopSide order) {
    order.version++;
    long version = order.version;
    long restocked = order.restocked;
    long open = order.open;
    long left = order.ordered - order.open;
    boolean slow = random.nextInt(3) == 0;
    Duration delay = Duration.ofSeconds(random.nextInt(slow ? 8 * 3_600 : 1_200));
    moments.in(delay, () -> known(order, version, restocked, open, left));
  }

  private void known(ShopSide order, long version, long restocked, long open, long left) {
    KnownOrder known =
        facts.orders.computeIfAbsent(order.number, it -> new KnownOrder(order.pair, order.upc));
    if (known.seen >= version) {
      return;
    }
    boolean first = known.seen == 0;
    known.seen = version;
    known.taken = order.ordered;
    known.restocked = restocked;
    known.open = open;
    if (open == 0 && left > 0 && known.store == KnownOrder.QUEUE) {
      known.store = random.nextInt(facts.stores);
    }
    touched(known);
    if (first && open > 0) {
      moments.in(Duration.ofSeconds(random.nextInt(3 * 3_600)), () -> allocate(known));
    }
  }

  private void allocate() {
    List<KnownOrder> some = facts.orders.values().stream().filter(it -> it.open > 0).toList();
    if (!some.isEmpty()) {
      allocate(any(some));
    }
  }

  private void allocate(KnownOrder order) {
    order.store = random.nextInt(8) == 0 ? KnownOrder.QUEUE : random.nextInt(facts.stores);
    touched(order);
  }

  // One write: the item's counter and the product's stock.
  private void touched(KnownOrder order) {
    facts.counterVersions.merge(order.pair.item(), 1L, Long::sum);
    marks.item(order.pair.item(), facts.counterVersions.get(order.pair.item()));
    touched(order.upc);
  }

  private void touched(Upc upc) {
    Stock stock = facts.stock.get(upc);
    stock.version++;
    marks.product(upc, stock.version);
  }

  private void till() {
    Upc upc = any(List.copyOf(facts.products.values()));
    Stock stock = facts.stock.get(upc);
    int store = random.nextInt(facts.stores);
    stock.onHand[store] += random.nextInt(4) == 0 ? 1 : -Math.min(stock.onHand[store], 1);
    touched(upc);
  }

  private void reset() {
    Upc upc = any(List.copyOf(facts.products.values()));
    facts.stock.get(upc).onHand[random.nextInt(facts.stores)] = random.nextInt(9) - 1;
    touched(upc);
  }

  private void rule() {
    Stock stock = facts.stock.get(any(List.copyOf(facts.products.values())));
    if (random.nextBoolean()) {
      stock.safety[random.nextInt(facts.stores)] = random.nextInt(3);
    } else {
      stock.threshold = random.nextInt(3);
    }
    facts.basis++;
  }

  private void barcodes() {
    List<ItemId> items = new ArrayList<>(facts.products.keySet());
    ItemId one = any(items);
    ItemId other = any(items);
    Upc upc = facts.products.get(one);
    facts.products.put(one, facts.products.get(other));
    facts.products.put(other, upc);
    facts.basis++;
  }

  private void offline() {
    ItemId item = any(List.copyOf(facts.products.keySet()));
    if (!facts.offline.remove(item)) {
      facts.offline.add(item);
      moments.in(Duration.ofSeconds(random.nextInt(2 * 3_600)), () -> online(item));
    }
    facts.basis++;
  }

  private void online(ItemId item) {
    if (facts.offline.remove(item)) {
      facts.basis++;
    }
  }
}
