// SPDX-License-Identifier: Apache-2.0
/**
 * The import of a dropped table: reading it row by row, rejects, the report, the brake's finding,
 * and the version in force.
 *
 * <p>May use: {@code support.files}, {@code support.text}.
 *
 * <p>Start with {@link TableImport}.
 */
package io.inventorybridge.masterdata.imports;
