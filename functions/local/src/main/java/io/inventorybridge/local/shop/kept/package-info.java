// SPDX-License-Identifier: Apache-2.0
/**
 * The fake shop kept in a file, its customers, and its order feed.
 *
 * <p>May use: {@code json}, {@code json.masterdata}, {@code local.journal}, {@code local.s3},
 * {@code local.shop}, {@code local.shop.api}, {@code masterdata.catalog}, {@code
 * masterdata.editions}, {@code masterdata.facilities}, {@code masterdata.imports}, {@code shopify},
 * {@code stock}, {@code support.files}.
 *
 * <p>Start with {@link PersistentShop}.
 */
package io.inventorybridge.local.shop.kept;
