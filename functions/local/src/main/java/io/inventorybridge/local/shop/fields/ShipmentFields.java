// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.DraftState;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.OrderState.Disposition;
import io.inventorybridge.local.shop.OrderState.Fulfillment;
import io.inventorybridge.local.shop.OrderState.Return;
import io.inventorybridge.local.shop.OrderState.ReturnedLine;
import io.inventorybridge.local.shop.OrderState.ShippedLine;
import io.inventorybridge.local.shop.fields.MutationPayloads.ReverseLine;
import io.inventorybridge.local.shop.fields.MutationPayloads.ReverseOrder;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import java.util.List;
import java.util.stream.Stream;

/** The readable fields of shipments, returns and draft orders. */
public final class ShipmentFields {
  private static final String SHIPMENT = "Fulfillment";
  private static final String RETURN = "Return";
  private static final String REVERSE = "ReverseFulfillmentOrder";
  private static final String REVERSE_LINE = "ReverseFulfillmentOrderLineItem";
  private static final String DISPOSITION = "ReverseFulfillmentOrderDisposition";
  private static final String DRAFT = "DraftOrder";

  private ShipmentFields() {}

  public static void addTo(FakeShop shop, FieldResolvers fields) {
    shipments(shop, fields);
    returns(shop, fields);
    reverse(shop, fields);
    fields
        .value(DRAFT, DraftState.class, "id", it -> ShopifyIds.of(DRAFT, it.number()))
        .value(DRAFT, DraftState.class, "createdAt", DraftState::createdAt)
        .value(
            DRAFT, DraftState.class, "status", it -> it.order().isPresent() ? "COMPLETED" : "OPEN")
        .value(DRAFT, DraftState.class, "order", it -> it.order().flatMap(shop.orders()::find));
  }

  private static void shipments(FakeShop shop, FieldResolvers fields) {
    fields
        .answer("Order", "fulfillments", ShipmentFields::shipmentsOf)
        .value(SHIPMENT, Fulfillment.class, "id", it -> ShopifyIds.of(SHIPMENT, it.number()))
        .value(SHIPMENT, Fulfillment.class, "createdAt", Fulfillment::createdAt)
        .value(SHIPMENT, Fulfillment.class, "updatedAt", Fulfillment::updatedAt)
        .value(
            SHIPMENT, Fulfillment.class, "status", it -> it.cancelled() ? "CANCELLED" : "SUCCESS")
        .value(SHIPMENT, Fulfillment.class, "location", it -> shop.location(it.location()))
        .value(SHIPMENT, Fulfillment.class, "order", it -> shop.orders().owner(it.number()))
        .value(
            SHIPMENT,
            Fulfillment.class,
            "totalQuantity",
            it -> it.lines().stream().mapToLong(ShippedLine::quantity).sum())
        .answer(
            SHIPMENT,
            "fulfillmentLineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, Fulfillment.class).lines(),
                    ShippedLine::number))
        .value(
            "FulfillmentLineItem",
            ShippedLine.class,
            "id",
            it -> ShopifyIds.of("FulfillmentLineItem", it.number()))
        .value("FulfillmentLineItem", ShippedLine.class, "quantity", ShippedLine::quantity)
        .value(
            "FulfillmentLineItem",
            ShippedLine.class,
            "lineItem",
            it -> ShopFields.line(shop, it.line()));
  }

  // Guessed: the status of several returns is that of the one with the most work left.
  private static String returnStatus(OrderState sale) {
    if (sale.returns().isEmpty()) {
      return "NO_RETURN";
    }
    return sale.returns().stream().allMatch(Return::closed) ? "RETURNED" : "IN_PROGRESS";
  }

  private static Object shipmentsOf(DataFetchingEnvironment asked) {
    Stream<Fulfillment> all =
        FieldResolvers.source(asked, OrderState.class).fulfillments().stream();
    Integer first = asked.getArgument("first");
    return (first == null ? all : all.limit(first)).toList();
  }

  private static void returns(FakeShop shop, FieldResolvers fields) {
    fields
        .value("Order", OrderState.class, "returnStatus", ShipmentFields::returnStatus)
        .answer(
            "Order",
            "returns",
            asked -> {
              RequestOrigin.needs(asked, "read_returns");
              return FieldResolvers.page(
                  asked, FieldResolvers.source(asked, OrderState.class).returns(), Return::number);
            })
        .value(RETURN, Return.class, "id", it -> ShopifyIds.of(RETURN, it.number()))
        .value(RETURN, Return.class, "name", it -> "#R" + it.number())
        .value(RETURN, Return.class, "createdAt", Return::createdAt)
        .value(RETURN, Return.class, "status", it -> it.closed() ? "CLOSED" : "OPEN")
        .value(RETURN, Return.class, "order", it -> shop.orders().owner(it.number()))
        .value(
            RETURN,
            Return.class,
            "totalQuantity",
            it -> it.lines().stream().mapToLong(ReturnedLine::quantity).sum())
        .answer(
            RETURN,
            "returnLineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, Return.class).lines(),
                    ReturnedLine::number))
        .answer(
            RETURN,
            "reverseFulfillmentOrders",
            asked ->
                FieldResolvers.page(
                    asked,
                    List.of(new ReverseOrder(FieldResolvers.source(asked, Return.class))),
                    it -> it.returned().reverseOrder()));
    for (String type : List.of("ReturnLineItem", "ReturnLineItemType")) {
      fields
          .value(type, ReturnedLine.class, "id", it -> ShopifyIds.of("ReturnLineItem", it.number()))
          .value(type, ReturnedLine.class, "quantity", ReturnedLine::quantity)
          .value(type, ReturnedLine.class, "processedQuantity", ReturnedLine::processed)
          .value(
              type, ReturnedLine.class, "unprocessedQuantity", it -> it.quantity() - it.processed())
          .value(type, ReturnedLine.class, "fulfillmentLineItem", it -> shipped(shop, it));
    }
  }

  private static Object shipped(FakeShop shop, ReturnedLine line) {
    return shop.orders().owner(line.shippedLine()).stream()
        .flatMap(it -> it.fulfillments().stream())
        .flatMap(it -> it.lines().stream())
        .filter(it -> it.number().equals(line.shippedLine()))
        .findFirst();
  }

  private static void reverse(FakeShop shop, FieldResolvers fields) {
    fields
        .value(
            REVERSE,
            ReverseOrder.class,
            "id",
            it -> ShopifyIds.of(REVERSE, it.returned().reverseOrder()))
        .value(
            REVERSE, ReverseOrder.class, "status", it -> it.returned().closed() ? "CLOSED" : "OPEN")
        .value(
            REVERSE, ReverseOrder.class, "order", it -> shop.orders().owner(it.returned().number()))
        .answer(
            REVERSE,
            "lineItems",
            asked ->
                FieldResolvers.page(
                    asked,
                    FieldResolvers.source(asked, ReverseOrder.class).returned().lines().stream()
                        .map(ReverseLine::new)
                        .toList(),
                    it -> it.line().number()))
        .value(
            REVERSE_LINE,
            ReverseLine.class,
            "id",
            it -> ShopifyIds.of(REVERSE_LINE, it.line().number()))
        .value(REVERSE_LINE, ReverseLine.class, "totalQuantity", it -> it.line().quantity())
        .value(REVERSE_LINE, ReverseLine.class, "dispositions", it -> it.line().dispositions())
        .value(
            REVERSE_LINE, ReverseLine.class, "fulfillmentLineItem", it -> shipped(shop, it.line()))
        .value(DISPOSITION, Disposition.class, "id", it -> ShopifyIds.of(DISPOSITION, it.number()))
        .value(DISPOSITION, Disposition.class, "createdAt", Disposition::createdAt)
        .value(DISPOSITION, Disposition.class, "type", it -> it.type().name())
        .value(DISPOSITION, Disposition.class, "quantity", Disposition::quantity)
        .value(
            DISPOSITION,
            Disposition.class,
            "location",
            it -> it.location().flatMap(shop::location));
  }
}
