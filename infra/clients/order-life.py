# SPDX-License-Identifier: Apache-2.0
"""Drives the fake shop through the life of an order, by the Python package ShopifyAPI.

    python3 infra/clients/order-life.py ENDPOINT STAFF_TOKEN

`inventory serve` prints both under `shop`. The shop needs a variant in stock.
"""
import json
import sys

try:
    import shopify
except ImportError:
    print("SKIPPED: the package ShopifyAPI is missing; install it with: pip install ShopifyAPI")
    sys.exit(0)

endpoint, token = sys.argv[1:3]
shopify.ApiVersion.define_version(shopify.Release("2026-10"))
shopify.ShopifyResource.activate_session(shopify.Session("fake.myshopify.com", "2026-10", token))
shopify.ShopifyResource.site = endpoint + "/admin/api/2026-10"


def ask(document, **variables):
    reply = json.loads(shopify.GraphQL().execute(document, variables))
    assert "errors" not in reply, reply["errors"]
    return reply["data"]


def only(data):
    payload = next(iter(data.values()))
    assert not payload["userErrors"], payload["userErrors"]
    return payload


variant = next(
    node for node in ask(
        "{ productVariants(first: 50) { nodes { id inventoryQuantity } } }"
    )["productVariants"]["nodes"] if node["inventoryQuantity"] >= 2)
order = only(ask(
    """mutation($order: OrderCreateOrderInput!) {
      orderCreate(order: $order, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) {
        order { id fulfillmentOrders(first: 1) { nodes { id } } lineItems(first: 1) { nodes { id } } }
        userErrors { message } } }""",
    order={"lineItems": [{"variantId": variant["id"], "quantity": 2}]}))["order"]
edit = only(ask(
    "mutation($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id } userErrors { message } } }",
    id=order["id"]))["calculatedOrder"]["id"]
only(ask(
    """mutation($id: ID!, $line: ID!) {
      orderEditSetQuantity(id: $id, lineItemId: $line, quantity: 1, restock: true) {
        calculatedOrder { id } userErrors { message } } }""",
    id=edit, line=order["lineItems"]["nodes"][0]["id"]))
only(ask(
    "mutation($id: ID!) { orderEditCommit(id: $id) { order { id } userErrors { message } } }", id=edit))
shipped = only(ask(
    """mutation($work: ID!) {
      fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: $work}]}) {
        fulfillment { status fulfillmentLineItems(first: 1) { nodes { id } } } userErrors { message } } }""",
    work=order["fulfillmentOrders"]["nodes"][0]["id"]))["fulfillment"]
returned = only(ask(
    """mutation($order: ID!, $line: ID!) {
      returnCreate(returnInput: {orderId: $order,
        returnLineItems: [{fulfillmentLineItemId: $line, quantity: 1, returnReason: OTHER}]}) {
        return { status } userErrors { message } } }""",
    order=order["id"], line=shipped["fulfillmentLineItems"]["nodes"][0]["id"]))["return"]
print("ORDER", order["id"], shipped["status"], "RETURN", returned["status"])
