// SPDX-License-Identifier: Apache-2.0
/**
 * Compares all pairs with the levels of one bulk query, so that only exceptions are counted.
 *
 * <p>May use: {@code availability}, {@code shopsync.mirror}, {@code shopsync.published}, {@code
 * shopsync.shop}, {@code stock}.
 *
 * <p>Start with {@link ComparingPairs}.
 */
package io.inventorybridge.shopsync.comparing;
