// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.life;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderOperations;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.StaffOutcome;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.StockOperations;
import io.inventorybridge.local.simulation.shop.books.RetailerBooks;
import io.inventorybridge.local.simulation.shop.trouble.DirectShop;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.local.simulation.shop.trouble.TroubledShop;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The actions of customers, staff, tills and files, at any moment. */
public final class ShopLife {
  private static final List<String> STATES =
      List.of("damaged", "quality_control", "reserved", "safety_stock");

  private final RetailerBooks retailerBooks;
  private final DirectShop shop;
  private final FakeShop fake;
  private final TroubledShop index;
  private final SimulatedTime moments;
  private final Random random;
  private final FaultCounts faults;
  private final BiConsumer<ItemAtLocation, Long> sale;
  private final OrderFeedModel feed;
  private final Map<String, OnlineOrder> orders = new TreeMap<>();
  private final ShopTally tally;
  private final Set<String> silent = new TreeSet<>();
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
      DirectShop shop,
      ShopTally tally,
      TroubledShop index,
      SimulatedTime moments,
      Random random,
      FaultCounts faults,
      BiConsumer<ItemAtLocation, Long> sale) {
    this.retailerBooks = retailerBooks;
    this.shop = shop;
    this.fake = shop.fake;
    this.tally = tally;
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
    fake.offer(FakeVariant.of(item, upc.toString()));
    Map<StockKey, Long> rows = new TreeMap<>();
    retailerBooks.stores.forEach(
        store -> rows.put(new StockKey(store, upc), (long) random.nextInt(8)));
    retailerBooks.reset(rows, moments.instant().minusSeconds(3_600)).run();
    retailerBooks.stores.forEach(
        store -> retailerBooks.safety(new StockKey(store, upc), random.nextInt(2)));
    for (ItemAtLocation pair : retailerBooks.pairs()) {
      if (pair.item().equals(item) && random.nextInt(4) > 0) {
        fake.stock(pair, random.nextInt(8));
      }
    }
  }

  /**
   * Staff sets units aside, puts some of them back and adds units to orders.
   *
   * @param own random numbers leave the other worlds as they are
   */
  public void staff(Random own, Duration length) {
    for (int n = 5 + own.nextInt(20); n > 0; n--) {
      moments.in(Duration.ofSeconds(own.nextLong(length.toSeconds())), () -> setAside(own));
      moments.in(Duration.ofSeconds(own.nextLong(length.toSeconds())), () -> edit(own));
    }
  }

  /**
   * An order lies open in the shop since before the world began.
   *
   * @param isSilent true when the feed never tells it
   */
  public void lieOpen(ItemAtLocation pair, boolean isSilent) {
    ShopTally.Levels before = tally.levels();
    if (fake.buy(pair, 1) instanceof FakeShop.Bought bought) {
      faults.note(PublishingFault.OLD_ORDER);
      if (isSilent) {
        silent.add(bought.order());
      }
      bought(bought.order(), before);
    }
  }

  private void edit(Random own) {
    List<OnlineOrder> some =
        withOpen().stream().filter(it -> firstOpen(it).filter(this::mayAdd).isPresent()).toList();
    if (some.isEmpty() || still) {
      return;
    }
    OnlineOrder order = some.get(own.nextInt(some.size()));
    faults.note(PublishingFault.ORDER_EDITED);
    OrderState.AssignedLine line = firstOpen(order).orElseThrow();
    ItemAtLocation pair = pairOf(order, line);
    sale.accept(pair, 1L);
    act(order, () -> edit(order.number, line.line(), current(order, line.line()) + 1, false));
    order.enlarged(moments.instant());
  }

  private boolean mayAdd(OrderState.AssignedLine line) {
    return retailerBooks.locations.stream()
        .allMatch(at -> shop.available(new ItemAtLocation(line.item(), at)) > 0);
  }

  void edit(String order, String line, long units, boolean restock) {
    OrderOperations operations = fake.orderOperations();
    if (operations.orderEditBegin(order)
        instanceof StaffOutcome.Done<OrderOperations.EditSession> begun) {
      operations.orderEditSetQuantity(
          begun.value().number(),
          line,
          new OrderOperations.EditedLine(units, restock, Optional.empty()));
      operations.orderEditCommit(begun.value().number());
    }
  }

  long current(OnlineOrder order, String line) {
    return state(order).lines().stream()
        .filter(it -> it.number().equals(line))
        .findFirst()
        .orElseThrow()
        .current();
  }

  private Optional<OrderState.AssignedLine> firstOpen(OnlineOrder order) {
    return state(order).assigned().stream()
        .filter(OrderState.Assigned::open)
        .flatMap(part -> part.lines().stream())
        .filter(line -> line.remaining() > 0)
        .findFirst();
  }

  private ItemAtLocation pairOf(OnlineOrder order, OrderState.AssignedLine line) {
    return state(order).assigned().stream()
        .filter(part -> part.lines().contains(line))
        .map(part -> new ItemAtLocation(line.item(), part.location()))
        .findFirst()
        .orElseThrow();
  }

  OrderState state(OnlineOrder order) {
    return fake.orders().existing(order.number);
  }

  void setAside(Random own) {
    List<ItemAtLocation> pairs = retailerBooks.pairs();
    ItemAtLocation pair = pairs.get(own.nextInt(pairs.size()));
    long units = 1 + own.nextInt(2);
    if (still) {
      return;
    }
    String state = STATES.get(own.nextInt(STATES.size()));
    if (fake.level(pair).map(it -> it.quantity(state)).orElse(0L) >= units && own.nextBoolean()) {
      faults.note(PublishingFault.PUT_BACK);
      move(pair, state, StockLevel.AVAILABLE, units);
    } else if (shop.available(pair) >= units) {
      faults.note(PublishingFault.SET_ASIDE);
      move(pair, StockLevel.AVAILABLE, state, units);
    }
  }

  void move(ItemAtLocation pair, String from, String to, long units) {
    fake.stockOperations()
        .inventoryMoveQuantities(List.of(new StockOperations.StateMove(pair, from, to, units)));
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
    Map<ItemAtLocation, Long> open = new TreeMap<>();
    for (OrderState.Assigned part : state(order).assigned()) {
      for (OrderState.AssignedLine line : part.lines()) {
        if (part.open() && line.remaining() > 0) {
          open.merge(new ItemAtLocation(line.item(), part.location()), line.remaining(), Long::sum);
        }
      }
    }
    fulfil(order);
    open.forEach(
        (pair, units) -> {
          if (shop.available(pair) >= units) {
            buy(pair, units);
          }
        });
  }

  private void buy() {
    ItemAtLocation pair = any(retailerBooks.pairs());
    long available = shop.available(pair);
    if (available <= 0) {
      return;
    }
    long units = Math.min(available, 1 + random.nextInt(2));
    if (retailerBooks.products.size() > 1 && random.nextInt(4) == 0) {
      buySeveral();
    } else {
      buy(pair, units);
    }
  }

  private void buy(ItemAtLocation pair, long units) {
    sale.accept(pair, units);
    ShopTally.Levels before = tally.levels();
    if (fake.buy(pair, units) instanceof FakeShop.Bought bought) {
      bought(bought.order(), before);
    }
  }

  // The shop takes each item from the first location that has it.
  private void buySeveral() {
    List<FakeShop.WantedItem> wanted = new ArrayList<>();
    for (InventoryItemId item : retailerBooks.products.keySet()) {
      long units = 1 + random.nextInt(2);
      Optional<ItemAtLocation> from =
          retailerBooks.locations.stream()
              .map(at -> new ItemAtLocation(item, at))
              .filter(at -> shop.shown(at).active() && fake.isActive(at.location()))
              .filter(at -> shop.available(at) >= units)
              .findFirst();
      from.ifPresent(
          pair -> {
            sale.accept(pair, units);
            wanted.add(new FakeShop.WantedItem(item, units));
          });
    }
    if (wanted.size() < 2) {
      return;
    }
    ShopTally.Levels before = tally.levels();
    if (fake.buy(wanted) instanceof FakeShop.Bought bought) {
      faults.note(PublishingFault.SEVERAL_LINES);
      bought(bought.order(), before);
    }
  }

  private OnlineOrder bought(String number, ShopTally.Levels before) {
    boolean saysWhere = retailerBooks.locations.size() > 1 || random.nextBoolean();
    OnlineOrder order = new OnlineOrder(number, moments.instant(), saysWhere);
    orders.put(number, order);
    tally.order(number, before, moments.instant());
    changed(order);
    moments.in(Duration.ofSeconds(random.nextInt(3 * 3_600)), () -> allocate(order));
    return order;
  }

  /** Something is done with an order; the levels tell what it did to the stock. */
  void act(OnlineOrder order, Runnable deed) {
    ShopTally.Levels before = tally.levels();
    Instant updated = state(order).updatedAt();
    OrderState was = state(order);
    deed.run();
    if (!state(order).equals(was) || !updated.equals(state(order).updatedAt())) {
      tally.order(order.number, before, moments.instant());
      changed(order);
    }
  }

  void changed(OnlineOrder order) {
    index.changed(order.number);
    order.take(
        state(order),
        tally.out(order.number),
        retailerBooks.products,
        () -> any(retailerBooks.stores));
    tell(order);
  }

  private void tell(OnlineOrder order) {
    if (!silent.contains(order.number)) {
      order.news(moments.instant()).forEach(feed::tell);
    }
  }

  /** The order with this number; empty for one that the feed does not tell. */
  Optional<OnlineOrder> find(String number) {
    return Optional.ofNullable(orders.get(number));
  }

  List<OnlineOrder> all() {
    return orders.values().stream().filter(it -> !silent.contains(it.number)).toList();
  }

  private static long open(OrderState order) {
    return order.lines().stream().mapToLong(OrderState.Line::unfulfilled).sum();
  }

  private static long kept(OrderState order) {
    return order.lines().stream().mapToLong(it -> it.current() - it.unfulfilled()).sum();
  }

  List<OnlineOrder> withOpen() {
    return orders.values().stream()
        .filter(order -> !silent.contains(order.number) && open(state(order)) > 0)
        .toList();
  }

  void cancel() {
    List<OnlineOrder> some =
        withOpen().stream().filter(it -> state(it).cancelledAt().isEmpty()).toList();
    if (some.isEmpty()) {
      return;
    }
    OnlineOrder order = any(some);
    boolean restock = random.nextInt(6) != 0 || !order.mayBeShipped(moments.instant());
    faults.note(restock ? PublishingFault.CANCELLED : PublishingFault.CANCELLED_ONLY);
    act(order, () -> fake.cancel(order.number, restock));
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
    act(order, () -> fake.fulfill(order.number));
  }

  private void refund() {
    List<OnlineOrder> some =
        orders.values().stream()
            .filter(it -> !silent.contains(it.number))
            .filter(it -> kept(state(it)) > 0 || open(state(it)) > 0)
            .toList();
    if (some.isEmpty()) {
      return;
    }
    OnlineOrder order = any(some);
    boolean back = random.nextInt(3) > 0 || !order.mayBeShipped(moments.instant());
    OrderState now = state(order);
    for (int i = 0; i < now.lines().size(); i++) {
      int line = i;
      OrderState.Line there = now.lines().get(i);
      boolean isKept = there.current() - there.unfulfilled() > 0;
      if (isKept || there.unfulfilled() > 0) {
        faults.note(back ? PublishingFault.REFUNDED : PublishingFault.REFUNDED_ONLY);
        RestockType type =
            !back ? RestockType.NO_RESTOCK : isKept ? RestockType.RETURN : RestockType.CANCEL;
        act(order, () -> fake.refund(order.number, line, 1, type));
        return;
      }
    }
  }

  private void allocate() {
    List<OnlineOrder> some = withOpen();
    if (!some.isEmpty()) {
      allocate(any(some));
    }
  }

  private void allocate(OnlineOrder order) {
    if (order.isToBeAllocated() && !still) {
      order.allocate(
          random.nextInt(8) == 0 ? Optional.empty() : Optional.of(any(retailerBooks.stores)));
      tell(order);
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
