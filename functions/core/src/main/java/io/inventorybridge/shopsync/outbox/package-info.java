// SPDX-License-Identifier: Apache-2.0
/**
 * The calls that are stored before they are sent, and their idempotency keys.
 *
 * <p>May use: {@code availability}, {@code shopsync.lease}, {@code shopsync.shop}, {@code stock}.
 *
 * <p>Start with {@link CallOutbox}.
 */
package io.inventorybridge.shopsync.outbox;
