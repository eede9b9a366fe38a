// SPDX-License-Identifier: Apache-2.0
// Drives the fake shop through the life of an order, by the Node package @shopify/admin-api-client.
//
//   node infra/clients/order-life.mjs ENDPOINT STAFF_TOKEN
//
// `inventory serve` prints both under `shop`. The shop needs a variant in stock.
import { createRequire } from "node:module";
import { join } from "node:path";

// Packages are looked up from the working directory.
const require = createRequire(join(process.cwd(), "package.json"));
let createAdminApiClient;
try {
  ({ createAdminApiClient } = require("@shopify/admin-api-client"));
} catch {
  console.log(
    "SKIPPED: the package @shopify/admin-api-client is missing; install it with: npm install @shopify/admin-api-client");
  process.exit(0);
}

const [endpoint, accessToken] = process.argv.slice(2);
const client = createAdminApiClient({
  storeDomain: "fake.myshopify.com",
  apiVersion: "2026-10",
  accessToken,
  customFetchApi: (url, init) => fetch(String(url).replace(/^https:\/\/[^/]+/, endpoint), init),
});

async function ask(document, variables = {}) {
  const { data, errors } = await client.request(document, { variables });
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }
  return Object.values(data)[0];
}

async function only(document, variables) {
  const payload = await ask(document, variables);
  if (payload.userErrors.length > 0) {
    throw new Error(JSON.stringify(payload.userErrors));
  }
  return payload;
}

const variants = await ask("{ productVariants(first: 50) { nodes { id inventoryQuantity } } }");
const variant = variants.nodes.find((node) => node.inventoryQuantity >= 2);
const { order } = await only(
  `mutation($order: OrderCreateOrderInput!) {
    orderCreate(order: $order, options: {inventoryBehaviour: DECREMENT_OBEYING_POLICY}) {
      order { id } userErrors { message } } }`,
  { order: { lineItems: [{ variantId: variant.id, quantity: 2 }] } });
await only(
  `mutation($id: ID!) { orderCancel(orderId: $id, reason: STAFF, restock: true) {
    job { id } userErrors { message } } }`,
  { id: order.id });
const after = await ask("query($id: ID!) { order(id: $id) { id cancelledAt refunds { id } } }", { id: order.id });
console.log("ORDER", after.id, after.cancelledAt ? "CANCELLED" : "OPEN", "REFUNDS", after.refunds.length);
