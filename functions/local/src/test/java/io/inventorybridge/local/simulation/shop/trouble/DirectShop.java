// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.StaffOutcome;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.shopsync.shop.ShopScope;
import io.inventorybridge.shopsync.shop.ShopVariant;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fake shop as the product sees it, without GraphQL and without faults. It leaves out whatever
 * the scopes hide, as the shop does: <a
 * href="https://shopify.dev/docs/api/usage/access-scopes">Shopify's access scopes</a>.
 */
public final class DirectShop implements OnlineShop {
  private static final Duration WINDOW = Duration.ofDays(60);

  /** The scopes that an installation asks for. */
  public static final Set<String> USUAL =
      Stream.of(ShopScope.values())
          .filter(scope -> scope.isRequired() || scope == ShopScope.READ_RETURNS)
          .map(ShopScope::handle)
          .collect(Collectors.toUnmodifiableSet());

  public final FakeShop fake;
  private final Set<String> granted = new HashSet<>(USUAL);
  private final Map<String, List<?>> results = new HashMap<>();

  public DirectShop(FakeShop fake) {
    this.fake = fake;
  }

  /** Staff grants a scope or takes it away. */
  public void grant(ShopScope scope, boolean isGranted) {
    if (isGranted) {
      granted.add(scope.handle());
    } else {
      granted.remove(scope.handle());
    }
  }

  private boolean grants(ShopScope scope) {
    return granted.contains(scope.handle());
  }

  /** The level as the shop shows it; an empty one where the item is not stocked. */
  public InventoryLevel shown(ItemAtLocation pair) {
    return fake.shown(pair)
        .orElseGet(
            () ->
                new InventoryLevel(
                    false, StockQuantity.ZERO, StockQuantity.ZERO, StockQuantity.ZERO));
  }

  public long available(ItemAtLocation pair) {
    return shown(pair).available().units();
  }

  @Override
  public CallOutcome adjust(ShopCall.Adjustment call) {
    return write(call);
  }

  @Override
  public CallOutcome set(ShopCall.Correction call) {
    return write(call);
  }

  /** The reason for which the shop refuses an entry now; empty if it does not. */
  Optional<Flag> flag(ShopCall call, InventoryItemId item) {
    if (fake.find(item).isEmpty()) {
      return Optional.of(new Flag(Optional.of(item), Reason.UNKNOWN_ITEM, "UNKNOWN", "unknown"));
    }
    if (!fake.isActive(call.location())) {
      return Optional.of(
          new Flag(
              Optional.of(item),
              Reason.UNKNOWN_LOCATION,
              "INVALID_LOCATION",
              "The specified location could not be found."));
    }
    StockQuantity available = shown(new ItemAtLocation(item, call.location())).available();
    boolean isStale =
        call instanceof ShopCall.Correction correction
            && correction.targets().stream()
                .filter(it -> it.item().equals(item))
                .flatMap(it -> it.read().stream())
                .anyMatch(read -> !read.equals(available));
    return isStale
        ? Optional.of(new Flag(Optional.of(item), Reason.STALE, "STALE", "stale"))
        : Optional.empty();
  }

  private CallOutcome write(ShopCall call) {
    List<Flag> flags = call.items().stream().flatMap(item -> flag(call, item).stream()).toList();
    if (!flags.isEmpty()) {
      return new CallOutcome.WroteNothing(flags);
    }
    switch (call) {
      case ShopCall.Adjustment adjustment ->
          adjustment
              .changes()
              .forEach(
                  it ->
                      add(new ItemAtLocation(it.item(), call.location()), it.difference().units()));
      case ShopCall.Correction correction ->
          correction
              .targets()
              .forEach(
                  it -> {
                    ItemAtLocation pair = new ItemAtLocation(it.item(), call.location());
                    add(pair, it.quantity().units() - available(pair));
                  });
    }
    return new CallOutcome.Confirmed();
  }

  // A pair that is not stocked gets an inactive level.
  private void add(ItemAtLocation pair, long units) {
    StockLevel level = fake.level(pair).orElseGet(() -> fake.emptyLevel(false));
    fake.put(pair, level.plusAvailable(units, fake.now()));
  }

  @Override
  public Activation activate(UUID key, ItemAtLocation pair) {
    StaffOutcome<StockLevel> outcome =
        fake.stockOperations().inventoryActivate(pair, OptionalLong.empty(), OptionalLong.empty());
    return switch (outcome) {
      case StaffOutcome.Done<StockLevel> done -> new Activated(shown(pair));
      case StaffOutcome.Refused<StockLevel> refused -> new NotActivated(refused.message());
    };
  }

  @Override
  public Map<InventoryItemId, LevelReading> levels(
      ShopLocationId location, Collection<InventoryItemId> items) {
    Map<InventoryItemId, LevelReading> readings = new HashMap<>();
    for (InventoryItemId item : items) {
      fake.find(item)
          .ifPresent(
              variant ->
                  readings.put(
                      item,
                      new LevelReading(
                          variant.tracked(), fake.shown(new ItemAtLocation(item, location)))));
    }
    return readings;
  }

  @Override
  public BulkStart start(BulkQuery<?> query) {
    String number = Long.toString(fake.nextNumber());
    results.put(number, found(query));
    return new Started(new BulkId(number));
  }

  private List<?> found(BulkQuery<?> query) {
    return switch (query) {
      case BulkQuery.Variants all -> fake.variants().stream().map(DirectShop::variant).toList();
      case BulkQuery.Levels all ->
          fake.pairs().stream().map(it -> new BulkQuery.PairLevel(it, shown(it))).toList();
      case BulkQuery.Orders since ->
          returned()
              .filter(it -> !it.updatedAt().isBefore(since.updatedSince()))
              .map(DirectShop::order)
              .toList();
      case BulkQuery.Fulfillments since ->
          grants(ShopScope.READ_MERCHANT_MANAGED_FULFILLMENT_ORDERS)
              ? returned()
                  .flatMap(it -> it.assigned().stream())
                  .filter(it -> !it.updatedAt().isBefore(since.updatedSince()))
                  .map(DirectShop::fulfillment)
                  .toList()
              : List.of();
    };
  }

  // https://shopify.dev/docs/api/usage/access-scopes#orders-permissions
  private Stream<OrderState> returned() {
    Instant oldest = fake.now().minus(WINDOW);
    return fake.orders().all().stream()
        .filter(it -> grants(ShopScope.READ_ALL_ORDERS) || !it.createdAt().isBefore(oldest));
  }

  private static ShopVariant variant(FakeVariant variant) {
    return new ShopVariant(
        variant.number(),
        variant.product(),
        variant.item(),
        variant.barcode(),
        variant.sku(),
        variant.title(),
        variant.status(),
        variant.tags(),
        variant.bundle(),
        variant.giftCard(),
        variant.tracked());
  }

  private static ShopOrder order(OrderState order) {
    return new ShopOrder(
        order.number(),
        order.createdAt(),
        order.updatedAt(),
        order.cancelledAt(),
        Optional.empty(),
        !order.returns().isEmpty(),
        order.lines().stream()
            .map(
                it ->
                    new ShopOrder.Line(
                        it.number(),
                        Optional.of(it.item()),
                        StockQuantity.of(it.ordered()),
                        StockQuantity.of(it.current()),
                        StockQuantity.of(it.unfulfilled())))
            .toList());
  }

  private static ShopFulfillment fulfillment(OrderState.Assigned part) {
    return new ShopFulfillment(
        part.number(),
        part.order(),
        part.status(),
        part.updatedAt(),
        Optional.of(part.location()),
        part.lines().stream()
            .map(
                it ->
                    new ShopFulfillment.Line(
                        it.number(),
                        it.line(),
                        Optional.of(it.item()),
                        StockQuantity.of(it.total()),
                        StockQuantity.of(it.remaining())))
            .toList());
  }

  @Override
  public BulkState poll(BulkId operation) {
    List<?> result = results.get(operation.number());
    return result == null
        ? new Failed("", "")
        : new Completed(Optional.of(URI.create("memory:" + operation.number())), result.size());
  }

  @Override
  @SuppressWarnings("unchecked") // each kind of query is bound to its kind of value
  public <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each) {
    String number = result.result().orElseThrow().getSchemeSpecificPart();
    ((List<T>) results.get(number)).forEach(each);
  }

  @Override
  public List<ShopRefund> refunds(String order) {
    return fake.orders().find(order).map(OrderState::refunds).orElse(List.of()).stream()
        .map(
            refund ->
                new ShopRefund(
                    refund.number(),
                    refund.lines().stream()
                        .map(
                            it ->
                                new ShopRefund.Line(
                                    it.line(),
                                    StockQuantity.of(it.quantity()),
                                    it.type(),
                                    it.restocked(),
                                    it.location()))
                        .toList()))
        .toList();
  }

  @Override
  public List<ShopDisposition> dispositions(String order) {
    List<ShopDisposition> all = new ArrayList<>();
    fake.orders().find(order).map(OrderState::returns).orElse(List.of()).stream()
        .flatMap(returned -> returned.lines().stream())
        .forEach(
            line ->
                line.dispositions()
                    .forEach(
                        it ->
                            all.add(
                                new ShopDisposition(
                                    Optional.of(line.line()),
                                    StockQuantity.of(it.quantity()),
                                    it.type() == OrderState.DispositionType.RESTOCKED,
                                    it.location()))));
    return all;
  }

  @Override
  public List<ShopLocation> locations() {
    return fake.locations().stream()
        .map(
            it ->
                new ShopLocation(it.location(), it.name(), it.active(), it.fulfillsOnlineOrders()))
        .toList();
  }

  @Override
  public Set<String> permissions() {
    return Set.copyOf(granted);
  }
}
