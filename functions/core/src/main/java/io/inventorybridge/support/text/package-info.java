// SPDX-License-Identifier: Apache-2.0
/**
 * Texts as people and their programs write them: cells with invisible characters, and times.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link TimeText}.
 */
package io.inventorybridge.support.text;
