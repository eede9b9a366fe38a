// SPDX-License-Identifier: Apache-2.0
/**
 * The page and the notice about a staged edition of an input: what it would change.
 *
 * <p>May use: {@code masterdata.editions}, {@code masterdata.imports}, {@code reporting.page},
 * {@code reporting.page.delivery}, {@code stock}.
 *
 * <p>Start with {@link StagedInputPageBuilder}.
 */
package io.inventorybridge.reporting.page.input;
