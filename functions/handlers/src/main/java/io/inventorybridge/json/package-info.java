// SPDX-License-Identifier: Apache-2.0
/**
 * The one JSON mapper, and reading fields with clear refusals.
 *
 * <p>May use: {@code stock}, {@code support.records}, {@code support.text}.
 *
 * <p>Start with {@link JsonCodec}.
 */
package io.inventorybridge.json;
