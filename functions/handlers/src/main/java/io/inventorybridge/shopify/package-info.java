// SPDX-License-Identifier: Apache-2.0
/**
 * Shopify's Admin GraphQL API: transport, credentials, rate limit, retries, replies.
 *
 * <p>May use: {@code json}, {@code log}, {@code shopsync.shop}, {@code stock}.
 *
 * <p>Start with {@link ShopifyShop}.
 */
package io.inventorybridge.shopify;
