// SPDX-License-Identifier: Apache-2.0
/**
 * A file of checked records that survives a kill.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link AppendOnlyFile}.
 */
package io.inventorybridge.local.journal;
