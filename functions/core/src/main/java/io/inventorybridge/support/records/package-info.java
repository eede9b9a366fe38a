// SPDX-License-Identifier: Apache-2.0
/**
 * Stored records that cannot be used.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link BadRecord}.
 */
package io.inventorybridge.support.records;
