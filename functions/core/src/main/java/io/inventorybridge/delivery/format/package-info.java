// SPDX-License-Identifier: Apache-2.0
/**
 * The format of a delta: header, columns, rows, encodings and the problems that a file can have.
 *
 * <p>May use: {@code delivery}, {@code masterdata.catalog}, {@code settings}, {@code stock}, {@code
 * support.text}.
 *
 * <p>Start with {@link DeltaHeader}.
 */
package io.inventorybridge.delivery.format;
