// SPDX-License-Identifier: Apache-2.0
/**
 * Deltas, parts, variance files and dropped tables as CSV, by commons-csv.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code delivery.scanning}, {@code
 * delivery.settlement}, {@code delivery.validation}, {@code masterdata.imports}, {@code stock},
 * {@code support.files}, {@code support.text}.
 *
 * <p>Start with {@link CsvTableCodec}.
 */
package io.inventorybridge.csv;
