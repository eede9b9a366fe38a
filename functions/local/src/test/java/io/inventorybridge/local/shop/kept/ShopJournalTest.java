// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.FulfillmentOperations;
import io.inventorybridge.local.shop.OrderOperations;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.ReturnOperations;
import io.inventorybridge.local.shop.ShopChange;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.shopify.AccessToken;
import io.inventorybridge.shopify.GraphQlClient;
import io.inventorybridge.shopify.RetryBudget;
import io.inventorybridge.shopify.ShopifyShop;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reopened fake shop has its earlier state, including the keys. */
class ShopJournalTest {
  private static final ShopLocationId HERE = new ShopLocationId("9");
  private static final ItemAtLocation SOCK = new ItemAtLocation(new InventoryItemId("1"), HERE);
  private static final ItemAtLocation HAT = new ItemAtLocation(new InventoryItemId("2"), HERE);

  @TempDir Path directory;
  private Instant now = Instant.parse("2026-11-25T05:00:00Z");

  @Test
  void everythingIsThereAgain() {
    FakeShop shop = busyShop();

    assertThat(again().state()).containsExactlyInAnyOrderElementsOf(shop.state());
    ShopJournal.keep(file(), empty()).close();
    assertThat(again().state()).containsExactlyInAnyOrderElementsOf(shop.state());
  }

  @Test
  void aCallSentAgainAfterARestartIsNotWrittenAgain() {
    ShopCall.Adjustment call =
        new ShopCall.Adjustment(
            UUID.fromString("00000000-0000-5000-8000-000000000001"),
            HERE,
            URI.create("gid://inventory-bridge/Run/1"),
            List.of(
                new ShopCall.Change(SOCK.item(), StockQuantity.of(5)),
                new ShopCall.Change(HAT.item(), StockQuantity.of(-1))));
    FakeShop first = empty();
    ShopJournal journal = ShopJournal.keep(file(), first);
    begin(first);
    CallOutcome answer = client(first).adjust(call);
    journal.close();
    FakeShop second = empty();
    journal = ShopJournal.keep(file(), second);
    assertThat(client(second).adjust(call))
        .isEqualTo(answer)
        .isInstanceOf(CallOutcome.Confirmed.class);
    ShopCall.Adjustment other =
        new ShopCall.Adjustment(
            call.key(),
            HERE,
            call.reference(),
            List.of(new ShopCall.Change(SOCK.item(), StockQuantity.of(6))));
    assertThat(client(second).adjust(other)).isInstanceOf(CallOutcome.KeyOfAnother.class);
    journal.close();
    assertThat(again().shown(SOCK)).map(it -> it.available().units()).contains(15L);
    assertThat(again().shown(HAT)).map(it -> it.available().units()).contains(9L);
  }

  @Test
  void aCallIsOneRecordWithItsKey() {
    FakeShop shop = empty();
    begin(shop);
    List<List<ShopChange>> kept = new ArrayList<>();
    shop.setChangeListener(kept::add);

    client(shop)
        .adjust(
            new ShopCall.Adjustment(
                UUID.fromString("00000000-0000-5000-8000-000000000002"),
                HERE,
                URI.create("gid://inventory-bridge/Run/1"),
                List.of(
                    new ShopCall.Change(SOCK.item(), StockQuantity.of(1)),
                    new ShopCall.Change(HAT.item(), StockQuantity.of(1)))));

    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst())
        .hasOnlyElementsOfTypes(
            ShopChange.LevelStored.class, ShopChange.KeyUsed.class, ShopChange.NumberUsed.class)
        .hasSize(4);
  }

  private FakeShop busyShop() {
    FakeShop shop = empty();
    ShopJournal journal = ShopJournal.keep(file(), shop);
    shop.open(HERE, "Main Street");
    shop.offer(FakeVariant.of(SOCK.item(), "2050000100017"));
    shop.offer(FakeVariant.of(HAT.item(), "").asBundle());
    shop.offer(FakeVariant.of(new InventoryItemId("3"), "3"));
    shop.withdraw(new InventoryItemId("3"));
    shop.stock(SOCK, 10);
    shop.stock(HAT, 10);
    shop.edit(HAT, -3);
    shop.deactivate(HAT);
    shop.changeBarcode(SOCK.item(), "2050000100024");
    String shipped = ((FakeShop.Bought) shop.buy(SOCK, 2)).order();
    String cancelled = ((FakeShop.Bought) shop.buy(SOCK, 1)).order();
    now = now.plusSeconds(60);
    shop.fulfill(shipped);
    shop.refund(shipped, 0, 1, RestockType.RETURN);
    shop.cancel(cancelled, true);
    staff(shop);
    shop.setCatalogVersion("an edition");
    journal.close();
    return shop;
  }

  // Everything that staff leaves behind: returns, dispositions, holds, drafts, places switched off.
  private static void staff(FakeShop shop) {
    ShopLocationId other = new ShopLocationId("10");
    shop.open(other, "Side Street");
    shop.stock(new ItemAtLocation(SOCK.item(), other), 3);
    OrderState sale =
        shop.orderOperations()
            .orderCreate(
                List.of(new FakeShop.WantedItem(SOCK.item(), 3)),
                OrderOperations.StockClaim.DECREMENT_OBEYING_POLICY)
            .orThrow();
    String part = sale.assigned().getFirst().number();
    String work = sale.assigned().getFirst().lines().getFirst().number();
    FulfillmentOperations shipping = shop.fulfillmentOperations();
    OrderState.ShippedLine shipped =
        shipping
            .fulfillmentCreate(Map.of(part, List.of(new FulfillmentOperations.WorkUnits(work, 1))))
            .orThrow()
            .lines()
            .getFirst();
    shipping.fulfillmentOrderHold(part, "OTHER").orThrow();
    OrderState.Return returned =
        shop.returnOperations()
            .returnCreate(
                sale.number(), List.of(new ReturnOperations.ReturnWish(shipped.number(), 1)))
            .orThrow();
    shop.returnOperations()
        .reverseFulfillmentOrderDispose(
            List.of(
                new ReturnOperations.DisposalWish(
                    returned.lines().getFirst().number(),
                    OrderState.DispositionType.RESTOCKED,
                    1,
                    Optional.of(other))))
        .orThrow();
    shop.draftOperations()
        .draftOrderCreate(List.of(new FakeShop.WantedItem(SOCK.item(), 1)), true)
        .orThrow();
    String draft =
        shop.draftOperations()
            .draftOrderCreate(List.of(new FakeShop.WantedItem(SOCK.item(), 1)), false)
            .orThrow()
            .number();
    shop.draftOperations().draftOrderDelete(draft).orThrow();
    shop.locationOperations().locationDeactivate(other, Optional.of(HERE)).orThrow();
  }

  private static void begin(FakeShop shop) {
    shop.open(HERE, "Main Street");
    shop.offer(FakeVariant.of(SOCK.item(), "2050000100017"));
    shop.offer(FakeVariant.of(HAT.item(), "2050000100024"));
    shop.stock(SOCK, 10);
    shop.stock(HAT, 10);
  }

  private FakeShop empty() {
    return new FakeShop(() -> now, Duration.ZERO);
  }

  private FakeShop again() {
    FakeShop shop = empty();
    ShopJournal.read(file(), shop);
    return shop;
  }

  private Path file() {
    return directory.resolve("shop.journal");
  }

  private OnlineShop client(FakeShop shop) {
    return new ShopifyShop(
        new GraphQlClient(
            new FakeShopify(shop, ApiOptions.DEFAULTS, FaultPlan.NEVER),
            URI.create("http://shop.invalid"),
            new AccessToken.StoredToken(ApiOptions.DEFAULTS::token),
            RetryBudget.DEFAULT,
            time -> {},
            () -> now,
            differs -> {
              throw new IllegalStateException(differs.toString());
            }));
  }
}
