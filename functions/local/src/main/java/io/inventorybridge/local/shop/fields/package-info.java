// SPDX-License-Identifier: Apache-2.0
/**
 * The answers to queries and mutations, and the memory of idempotency keys.
 *
 * <p>May use: {@code local.shop}, {@code local.shop.graphql}, {@code shopsync.shop}, {@code stock},
 * {@code support.files}.
 *
 * <p>Start with {@link ShopFields}.
 */
package io.inventorybridge.local.shop.fields;
