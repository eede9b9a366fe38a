// SPDX-License-Identifier: Apache-2.0
/**
 * The fake shop: its state and its changes.
 *
 * <p>May use: {@code shopsync.shop}, {@code stock}.
 *
 * <p>Start with {@link FakeShop}.
 */
package io.inventorybridge.local.shop;
