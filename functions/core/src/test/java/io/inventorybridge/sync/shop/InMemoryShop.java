// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
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
public final class InMemoryShop implements Shop, ShopScene {
  private final InstantSource clock;
  private final Map<ItemId, ShopVariant> variants = new TreeMap<>();
  private final Map<Pair, Level> levels = new TreeMap<>();
  private final Set<LocationId> locations = new HashSet<>();
  private final Map<String, ShopOrder> orders = new TreeMap<>();
  private final Map<String, ShopFulfilment> fulfilments = new TreeMap<>();
  private final Map<String, List<ShopRefund>> refunds = new HashMap<>();
  private final Map<UUID, Remembered> keys = new HashMap<>();
  private final Map<String, List<?>> results = new HashMap<>();
  private long lastNumber = 100;
  private boolean losingRequest;
  private boolean losingReply;

  private record Remembered(Call call, Answer answer) {}

  public InMemoryShop(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Shop shop() {
    return this;
  }

  @Override
  public synchronized Answer adjust(Call.Adjustment call) {
    return once(call);
  }

  @Override
  public synchronized Answer set(Call.Correction call) {
    return once(call);
  }

  private Answer once(Call call) {
    if (losingRequest) {
      losingRequest = false;
      return new Answer.Unanswered("lost");
    }
    Answer answer = answer(call);
    boolean lost = losingReply;
    losingReply = false;
    return lost ? new Answer.Unanswered("lost") : answer;
  }

  private Answer answer(Call call) {
    Remembered before = keys.get(call.key());
    if (before != null && !before.call().equals(call)) {
      return new Answer.KeyOfAnother();
    }
    if (before != null) {
      return before.answer() instanceof Answer.WroteNothing
          ? new Answer.KeySpent()
          : before.answer();
    }
    List<Flag> flags = new ArrayList<>();
    call.items().forEach(item -> flag(call, item).ifPresent(flags::add));
    Answer answer = flags.isEmpty() ? new Answer.Confirmed() : new Answer.WroteNothing(flags);
    if (flags.isEmpty()) {
      write(call);
    }
    keys.put(call.key(), new Remembered(call, answer));
    return answer;
  }

  private Optional<Flag> flag(Call call, ItemId item) {
    ShopVariant variant = variants.get(item);
    if (variant == null) {
      return Optional.of(new Flag(Optional.of(item), Reason.UNKNOWN_ITEM, "UNKNOWN", "unknown"));
    }
    if (variant.bundle()) {
      return Optional.of(new Flag(Optional.of(item), Reason.NOT_ADJUSTABLE, "BUNDLE", "bundle"));
    }
    Quantity available = level(new Pair(item, call.location())).available();
    boolean stale =
        call instanceof Call.Correction correction
            && correction.targets().stream()
                .filter(it -> it.item().equals(item))
                .flatMap(it -> it.read().stream())
                .anyMatch(read -> !read.equals(available));
    return stale
        ? Optional.of(new Flag(Optional.of(item), Reason.STALE, "STALE", "stale"))
        : Optional.empty();
  }

  private void write(Call call) {
    switch (call) {
      case Call.Adjustment adjustment ->
          adjustment
              .changes()
              .forEach(
                  it -> move(new Pair(it.item(), call.location()), it.difference(), Quantity.ZERO));
      case Call.Correction correction ->
          correction
              .targets()
              .forEach(
                  it -> {
                    Pair pair = new Pair(it.item(), call.location());
                    move(pair, it.quantity().minus(level(pair).available()), Quantity.ZERO);
                  });
    }
  }

  private Level level(Pair pair) {
    return levels.getOrDefault(pair, new Level(false, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO));
  }

  private void move(Pair pair, Quantity available, Quantity committed) {
    Level before = level(pair);
    levels.put(
        pair,
        new Level(
            before.active(),
            before.available().plus(available),
            before.onHand().plus(available).plus(committed),
            before.committed().plus(committed)));
  }

  @Override
  public synchronized Activation activate(UUID key, Pair pair) {
    Level before = level(pair);
    Level active = new Level(true, before.available(), before.onHand(), before.committed());
    levels.put(pair, active);
    return new Activated(active);
  }

  @Override
  public synchronized Map<ItemId, Reading> levels(LocationId location, Collection<ItemId> items) {
    Map<ItemId, Reading> readings = new HashMap<>();
    for (ItemId item : items) {
      ShopVariant variant = variants.get(item);
      if (variant != null) {
        readings.put(
            item,
            new Reading(
                variant.tracked(), Optional.ofNullable(levels.get(new Pair(item, location)))));
      }
    }
    return readings;
  }

  @Override
  public synchronized Start start(BulkQuery<?> query) {
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
      case BulkQuery.Fulfilments since ->
          fulfilments.values().stream()
              .filter(it -> !it.updatedAt().isBefore(since.updatedSince()))
              .toList();
    };
  }

  @Override
  public synchronized State poll(BulkId operation) {
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
  public synchronized List<ShopLocation> locations() {
    return locations.stream()
        .sorted()
        .map(it -> new ShopLocation(it, "Location " + it, true, true))
        .toList();
  }

  @Override
  public Set<String> permissions() {
    return Set.of(
        "read_inventory", "write_inventory", "read_products", "read_locations", "read_orders");
  }

  @Override
  public synchronized void open(LocationId location) {
    locations.add(location);
  }

  @Override
  public synchronized void offer(ItemId item, String barcode) {
    variants.put(item, variant(item, barcode, false));
  }

  @Override
  public synchronized void bundle(ItemId item) {
    variants.computeIfPresent(item, (it, before) -> variant(it, before.barcode().orElse(""), true));
  }

  private static ShopVariant variant(ItemId item, String barcode, boolean bundle) {
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
  public synchronized void stock(Pair pair, long available) {
    activate(new UUID(0, 0), pair);
    move(pair, Quantity.of(available).minus(level(pair).available()), Quantity.ZERO);
  }

  @Override
  public synchronized void deactivate(Pair pair) {
    levels.computeIfPresent(
        pair,
        (it, before) -> new Level(false, before.available(), before.onHand(), before.committed()));
  }

  @Override
  public synchronized String buy(Pair pair, long units) {
    Quantity bought = Quantity.of(units);
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
        new ShopFulfilment(
            Long.toString(++lastNumber),
            order,
            "OPEN",
            now,
            Optional.of(pair.location()),
            List.of(
                new ShopFulfilment.Line(
                    Long.toString(++lastNumber), line, Optional.of(pair.item()), bought, bought))));
    return order;
  }

  @Override
  public synchronized void fulfil(String order) {
    Quantity open = line(order).unfulfilled();
    move(pair(order), Quantity.ZERO, open.negated());
    change(order, Quantity.ZERO, open, Quantity.ZERO, orders.get(order).cancelledAt());
  }

  @Override
  public synchronized void cancel(String order, boolean restock) {
    Quantity open = line(order).unfulfilled();
    release(order, open, restock ? RestockType.CANCEL : RestockType.NO_RESTOCK, open);
    change(order, open, open, open, Optional.of(clock.instant()));
  }

  @Override
  public synchronized void refund(String order, long units, RestockType type) {
    Quantity given = Quantity.of(units);
    Quantity open = line(order).unfulfilled();
    Quantity unshipped =
        type == RestockType.RETURN || open.compareTo(given) < 0 ? Quantity.ZERO : given;
    release(order, given, type, unshipped);
    change(order, given, unshipped, unshipped, orders.get(order).cancelledAt());
  }

  private void release(String order, Quantity units, RestockType type, Quantity unshipped) {
    boolean back = type != RestockType.NO_RESTOCK;
    move(pair(order), back ? units : Quantity.ZERO, unshipped.negated());
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
      Quantity gone,
      Quantity closed,
      Quantity unassigned,
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
            List.of(
                new ShopOrder.Line(
                    line.line(),
                    line.item(),
                    line.ordered(),
                    line.current().minus(gone),
                    line.unfulfilled().minus(closed)))));
    ShopFulfilment part = fulfilments.get(order);
    ShopFulfilment.Line assigned = part.lines().getFirst();
    Quantity remaining = assigned.remaining().minus(closed);
    fulfilments.put(
        order,
        new ShopFulfilment(
            part.fulfilment(),
            order,
            remaining.isZero() ? "CLOSED" : "OPEN",
            now,
            part.location(),
            List.of(
                new ShopFulfilment.Line(
                    assigned.line(),
                    assigned.orderLine(),
                    assigned.item(),
                    assigned.total().minus(unassigned),
                    remaining))));
  }

  private ShopOrder.Line line(String order) {
    return orders.get(order).lines().getFirst();
  }

  private Pair pair(String order) {
    return new Pair(
        line(order).item().orElseThrow(), fulfilments.get(order).location().orElseThrow());
  }

  @Override
  public synchronized Level shown(Pair pair) {
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
