// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** A shop made of a few maps, without GraphQL. Bulk queries are complete at once. */
public final class InMemoryOnlineShop implements OnlineShop, ShopFixture {
  private final InstantSource clock;
  private final Map<InventoryItemId, ShopVariant> variants = new TreeMap<>();
  private final Map<ItemAtLocation, InventoryLevel> levels = new TreeMap<>();
  private final Set<ShopLocationId> locations = new HashSet<>();
  private final Map<String, ShopOrder> orders = new TreeMap<>();
  private final Map<String, ShopFulfillment> fulfilments = new TreeMap<>();
  private final Map<String, List<ShopRefund>> refunds = new HashMap<>();
  private final Map<String, List<ShopDisposition>> dispositions = new HashMap<>();
  private final Map<UUID, Remembered> keys = new HashMap<>();
  private final Map<String, List<?>> results = new HashMap<>();
  private long lastNumber = 100;
  private boolean losingRequest;
  private boolean losingReply;

  private record Remembered(ShopCall call, CallOutcome answer) {}

  public InMemoryOnlineShop(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public OnlineShop shop() {
    return this;
  }

  @Override
  public synchronized CallOutcome adjust(ShopCall.Adjustment call) {
    return once(call);
  }

  @Override
  public synchronized CallOutcome set(ShopCall.Correction call) {
    return once(call);
  }

  private CallOutcome once(ShopCall call) {
    if (losingRequest) {
      losingRequest = false;
      return new CallOutcome.Unanswered("lost");
    }
    CallOutcome answer = answer(call);
    boolean lost = losingReply;
    losingReply = false;
    return lost ? new CallOutcome.Unanswered("lost") : answer;
  }

  private CallOutcome answer(ShopCall call) {
    Remembered before = keys.get(call.key());
    if (before != null && !before.call().equals(call)) {
      return new CallOutcome.KeyOfAnother();
    }
    if (before != null) {
      return before.answer() instanceof CallOutcome.WroteNothing
          ? new CallOutcome.KeySpent()
          : before.answer();
    }
    List<Flag> flags = new ArrayList<>();
    call.items().forEach(item -> flag(call, item).ifPresent(flags::add));
    CallOutcome answer =
        flags.isEmpty() ? new CallOutcome.Confirmed() : new CallOutcome.WroteNothing(flags);
    if (flags.isEmpty()) {
      write(call);
    }
    keys.put(call.key(), new Remembered(call, answer));
    return answer;
  }

  private Optional<Flag> flag(ShopCall call, InventoryItemId item) {
    ShopVariant variant = variants.get(item);
    if (variant == null) {
      return Optional.of(new Flag(Optional.of(item), Reason.UNKNOWN_ITEM, "UNKNOWN", "unknown"));
    }
    if (variant.bundle()) {
      return Optional.of(new Flag(Optional.of(item), Reason.NOT_ADJUSTABLE, "BUNDLE", "bundle"));
    }
    StockQuantity available = level(new ItemAtLocation(item, call.location())).available();
    boolean stale =
        call instanceof ShopCall.Correction correction
            && correction.targets().stream()
                .filter(it -> it.item().equals(item))
                .flatMap(it -> it.read().stream())
                .anyMatch(read -> !read.equals(available));
    return stale
        ? Optional.of(new Flag(Optional.of(item), Reason.STALE, "STALE", "stale"))
        : Optional.empty();
  }

  private void write(ShopCall call) {
    switch (call) {
      case ShopCall.Adjustment adjustment ->
          adjustment
              .changes()
              .forEach(
                  it ->
                      move(
                          new ItemAtLocation(it.item(), call.location()),
                          it.difference(),
                          StockQuantity.ZERO));
      case ShopCall.Correction correction ->
          correction
              .targets()
              .forEach(
                  it -> {
                    ItemAtLocation pair = new ItemAtLocation(it.item(), call.location());
                    move(pair, it.quantity().minus(level(pair).available()), StockQuantity.ZERO);
                  });
    }
  }

  private InventoryLevel level(ItemAtLocation pair) {
    return levels.getOrDefault(
        pair,
        new InventoryLevel(false, StockQuantity.ZERO, StockQuantity.ZERO, StockQuantity.ZERO));
  }

  private void move(ItemAtLocation pair, StockQuantity available, StockQuantity committed) {
    InventoryLevel before = level(pair);
    levels.put(
        pair,
        new InventoryLevel(
            before.active(),
            before.available().plus(available),
            before.onHand().plus(available).plus(committed),
            before.committed().plus(committed)));
  }

  /** Staff moves units between available and a state in which they are not sold. */
  public synchronized void setAside(ItemAtLocation pair, long units) {
    InventoryLevel before = level(pair);
    levels.put(
        pair,
        new InventoryLevel(
            before.active(),
            before.available().minus(StockQuantity.of(units)),
            before.onHand(),
            before.committed()));
  }

  @Override
  public synchronized Activation activate(UUID key, ItemAtLocation pair) {
    InventoryLevel before = level(pair);
    InventoryLevel active =
        new InventoryLevel(true, before.available(), before.onHand(), before.committed());
    levels.put(pair, active);
    return new Activated(active);
  }

  @Override
  public synchronized Map<InventoryItemId, LevelReading> levels(
      ShopLocationId location, Collection<InventoryItemId> items) {
    Map<InventoryItemId, LevelReading> readings = new HashMap<>();
    for (InventoryItemId item : items) {
      ShopVariant variant = variants.get(item);
      if (variant != null) {
        readings.put(
            item,
            new LevelReading(
                variant.tracked(),
                Optional.ofNullable(levels.get(new ItemAtLocation(item, location)))));
      }
    }
    return readings;
  }

  @Override
  public synchronized BulkStart start(BulkQuery<?> query) {
    String number = Long.toString(++lastNumber);
    results.put(number, found(query));
    return new Started(new BulkId(number));
  }

  private List<?> found(BulkQuery<?> query) {
    return switch (query) {
      case BulkQuery.Variants all -> List.copyOf(variants.values());
      case BulkQuery.Levels all ->
          levels.entrySet().stream()
              .map(it -> new BulkQuery.PairLevel(it.getKey(), it.getValue()))
              .toList();
      case BulkQuery.Orders since ->
          orders.values().stream()
              .filter(it -> !it.updatedAt().isBefore(since.updatedSince()))
              .toList();
      case BulkQuery.Fulfillments since ->
          fulfilments.values().stream()
              .filter(it -> !it.updatedAt().isBefore(since.updatedSince()))
              .toList();
    };
  }

  @Override
  public synchronized BulkState poll(BulkId operation) {
    List<?> result = results.get(operation.number());
    if (result == null) {
      return new Failed("", "");
    }
    return new Completed(Optional.of(URI.create("memory:" + operation.number())), result.size());
  }

  @Override
  @SuppressWarnings("unchecked") // each kind of query is bound to its kind of value
  public synchronized <T> void download(
      BulkQuery<T> query, Completed result, Consumer<? super T> each) {
    String number = result.result().orElseThrow().getSchemeSpecificPart();
    ((List<T>) results.get(number)).forEach(each);
  }

  @Override
  public synchronized List<ShopRefund> refunds(String order) {
    return List.copyOf(refunds.getOrDefault(order, List.of()));
  }

  @Override
  public synchronized List<ShopDisposition> dispositions(String order) {
    return List.copyOf(dispositions.getOrDefault(order, List.of()));
  }

  @Override
  public synchronized List<ShopLocation> locations() {
    return locations.stream()
        .sorted()
        .map(it -> new ShopLocation(it, "Location " + it, true, true))
        .toList();
  }

  @Override
  public Set<String> permissions() {
    return Set.of(
        "read_inventory",
        "write_inventory",
        "read_products",
        "read_locations",
        "read_orders",
        "read_merchant_managed_fulfillment_orders",
        "read_returns");
  }

  @Override
  public synchronized void open(ShopLocationId location) {
    locations.add(location);
  }

  @Override
  public synchronized void offer(InventoryItemId item, String barcode) {
    variants.put(item, variant(item, barcode, false));
  }

  @Override
  public synchronized void bundle(InventoryItemId item) {
    variants.computeIfPresent(item, (it, before) -> variant(it, before.barcode().orElse(""), true));
  }

  private static ShopVariant variant(InventoryItemId item, String barcode, boolean bundle) {
    return new ShopVariant(
        "4" + item,
        "5" + item,
        item,
        Optional.of(barcode).filter(it -> !it.isEmpty()),
        Optional.empty(),
        "Article " + item,
        "ACTIVE",
        List.of(),
        bundle,
        false,
        true);
  }

  @Override
  public synchronized void stock(ItemAtLocation pair, long available) {
    activate(new UUID(0, 0), pair);
    move(pair, StockQuantity.of(available).minus(level(pair).available()), StockQuantity.ZERO);
  }

  /** Staff removes units from an order without a refund, and without putting them back. */
  public synchronized void editDown(String order, long units) {
    StockQuantity removed = StockQuantity.of(units);
    move(pair(order), StockQuantity.ZERO, removed.negated());
    change(order, removed, removed, removed, Optional.empty());
  }

  @Override
  public synchronized void deactivate(ItemAtLocation pair) {
    levels.computeIfPresent(
        pair,
        (it, before) ->
            new InventoryLevel(false, before.available(), before.onHand(), before.committed()));
  }

  @Override
  public synchronized String buy(ItemAtLocation pair, long units) {
    StockQuantity bought = StockQuantity.of(units);
    if (level(pair).available().compareTo(bought) < 0) {
      throw new IllegalStateException("the shop does not offer " + units + " of " + pair);
    }
    move(pair, bought.negated(), bought);
    Instant now = clock.instant();
    String order = Long.toString(++lastNumber);
    String line = Long.toString(++lastNumber);
    orders.put(
        order,
        new ShopOrder(
            order,
            now,
            now,
            Optional.empty(),
            List.of(new ShopOrder.Line(line, Optional.of(pair.item()), bought, bought, bought))));
    fulfilments.put(
        order,
        new ShopFulfillment(
            Long.toString(++lastNumber),
            order,
            "OPEN",
            now,
            Optional.of(pair.location()),
            List.of(
                new ShopFulfillment.Line(
                    Long.toString(++lastNumber), line, Optional.of(pair.item()), bought, bought))));
    return order;
  }

  @Override
  public synchronized void fulfill(String order) {
    StockQuantity open = line(order).unfulfilled();
    move(pair(order), StockQuantity.ZERO, open.negated());
    change(order, StockQuantity.ZERO, open, StockQuantity.ZERO, orders.get(order).cancelledAt());
  }

  @Override
  public synchronized void cancel(String order, boolean restock) {
    StockQuantity open = line(order).unfulfilled();
    release(order, open, restock ? RestockType.CANCEL : RestockType.NO_RESTOCK, open);
    change(order, open, open, open, Optional.of(clock.instant()));
  }

  @Override
  public synchronized void refund(String order, long units, RestockType type) {
    StockQuantity given = StockQuantity.of(units);
    StockQuantity open = line(order).unfulfilled();
    StockQuantity unshipped =
        type == RestockType.RETURN || open.compareTo(given) < 0 ? StockQuantity.ZERO : given;
    release(order, given, type, unshipped);
    change(order, given, unshipped, unshipped, orders.get(order).cancelledAt());
  }

  @Override
  public synchronized void takeBack(String order, long units, boolean restock) {
    StockQuantity returned = StockQuantity.of(units);
    move(pair(order), restock ? returned : StockQuantity.ZERO, StockQuantity.ZERO);
    dispositions
        .computeIfAbsent(order, it -> new ArrayList<>())
        .add(
            new ShopDisposition(
                Optional.of(line(order).line()),
                returned,
                restock,
                restock ? Optional.of(pair(order).location()) : Optional.empty()));
    change(
        order,
        StockQuantity.ZERO,
        StockQuantity.ZERO,
        StockQuantity.ZERO,
        orders.get(order).cancelledAt());
  }

  /** Staff adds units to the line of an order by an edit. */
  public synchronized void edit(String order, long units) {
    StockQuantity more = StockQuantity.of(units);
    move(pair(order), more.negated(), more);
    ShopOrder before = orders.get(order);
    ShopOrder.Line line = line(order);
    orders.put(
        order,
        new ShopOrder(
            order,
            before.createdAt(),
            before.updatedAt(),
            before.cancelledAt(),
            List.of(
                new ShopOrder.Line(
                    line.line(),
                    line.item(),
                    line.ordered().plus(more),
                    line.current(),
                    line.unfulfilled()))));
    change(order, more.negated(), more.negated(), more.negated(), before.cancelledAt());
  }

  private void release(
      String order, StockQuantity units, RestockType type, StockQuantity unshipped) {
    boolean back = type != RestockType.NO_RESTOCK;
    move(pair(order), back ? units : StockQuantity.ZERO, unshipped.negated());
    refunds
        .computeIfAbsent(order, it -> new ArrayList<>())
        .add(
            new ShopRefund(
                Long.toString(++lastNumber),
                List.of(
                    new ShopRefund.Line(
                        line(order).line(),
                        units,
                        type,
                        back,
                        back ? Optional.of(pair(order).location()) : Optional.empty()))));
  }

  private void change(
      String order,
      StockQuantity gone,
      StockQuantity closed,
      StockQuantity unassigned,
      Optional<Instant> cancelled) {
    ShopOrder before = orders.get(order);
    ShopOrder.Line line = line(order);
    Instant now = clock.instant();
    orders.put(
        order,
        new ShopOrder(
            order,
            before.createdAt(),
            now,
            cancelled,
            Optional.empty(),
            dispositions.containsKey(order),
            List.of(
                new ShopOrder.Line(
                    line.line(),
                    line.item(),
                    line.ordered(),
                    line.current().minus(gone),
                    line.unfulfilled().minus(closed)))));
    ShopFulfillment part = fulfilments.get(order);
    ShopFulfillment.Line assigned = part.lines().getFirst();
    StockQuantity remaining = assigned.remaining().minus(closed);
    fulfilments.put(
        order,
        new ShopFulfillment(
            part.fulfilment(),
            order,
            remaining.isZero() ? "CLOSED" : "OPEN",
            now,
            part.location(),
            List.of(
                new ShopFulfillment.Line(
                    assigned.line(),
                    assigned.orderLine(),
                    assigned.item(),
                    assigned.total().minus(unassigned),
                    remaining))));
  }

  private ShopOrder.Line line(String order) {
    return orders.get(order).lines().getFirst();
  }

  private ItemAtLocation pair(String order) {
    return new ItemAtLocation(
        line(order).item().orElseThrow(), fulfilments.get(order).location().orElseThrow());
  }

  @Override
  public synchronized InventoryLevel shown(ItemAtLocation pair) {
    return level(pair);
  }

  @Override
  public synchronized void loseNextRequest() {
    losingRequest = true;
  }

  @Override
  public synchronized void loseNextReply() {
    losingReply = true;
  }
}
