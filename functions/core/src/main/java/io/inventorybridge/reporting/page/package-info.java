// SPDX-License-Identifier: Apache-2.0
/**
 * The parts that all pages share: headline, severity, number format, charts and commands for
 * operators.
 *
 * <p>May use: {@code delivery}, {@code masterdata.editions}, {@code shopsync.full}, {@code stock}.
 *
 * <p>Start with {@link PageHeadline}.
 */
package io.inventorybridge.reporting.page;
