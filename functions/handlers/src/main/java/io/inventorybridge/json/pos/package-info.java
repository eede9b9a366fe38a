// SPDX-License-Identifier: Apache-2.0
/**
 * Requests of the Update Inventory API and its tokens as JSON.
 *
 * <p>May use: {@code json}, {@code masterdata.catalog}, {@code pos}, {@code pos.auth}, {@code
 * stock}, {@code support.text}.
 *
 * <p>Start with {@link PosRequestReader}.
 */
package io.inventorybridge.json.pos;
