// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger.counter;

/**
 * One write: the next state of a counter with the part that led to it. It succeeds only while the
 * counter still has version {@code after.version() - 1}.
 *
 * @param part replaces the part of the same id; an empty part removes it
 * @param marks true when the sellable target may have changed; the write then also sets the change
 *     marker of the item
 */
public record CounterPosting(ShopCounter after, CounterPart part, boolean marks) {}
