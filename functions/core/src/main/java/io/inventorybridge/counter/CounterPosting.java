// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.counter;

/**
 * One write: a counter's next state with the part that led to it, only while the counter is still
 * at {@code after.version() - 1}.
 *
 * @param part kept in place of the one of the same id; removed when it says nothing
 * @param marks whether the shop may have to show another number, so that the item is marked as
 *     changed in the same write
 */
public record CounterPosting(Counter after, CounterPart part, boolean marks) {}
