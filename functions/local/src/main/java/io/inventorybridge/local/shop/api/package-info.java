// SPDX-License-Identifier: Apache-2.0
/**
 * The fake shop's Admin API over HTTP and in the process.
 *
 * <p>May use: {@code json}, {@code local.journal}, {@code local.loopback}, {@code local.shop},
 * {@code local.shop.bulk}, {@code local.shop.fields}, {@code local.shop.graphql}, {@code shopify}.
 *
 * <p>Start with {@link FakeShopify}.
 */
package io.inventorybridge.local.shop.api;
