// SPDX-License-Identifier: Apache-2.0
/**
 * The lists of the morning as JSON, and the reports that pages are made of.
 *
 * <p>May use: {@code delivery}, {@code json}, {@code json.delivery}, {@code json.shopsync}, {@code
 * reporting.morning}, {@code reporting.page}, {@code reporting.page.index}, {@code
 * reporting.page.writing}, {@code shopsync.full}, {@code stock}.
 *
 * <p>Start with {@link MorningJson}.
 */
package io.inventorybridge.json.reporting;
