// SPDX-License-Identifier: Apache-2.0
/**
 * The structured log: one line of fields for each event, by Powertools.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link StructuredLog}.
 */
package io.inventorybridge.log;
