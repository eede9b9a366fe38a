// SPDX-License-Identifier: Apache-2.0
/**
 * The pages as HTML, by the templates under {@code src/main/jte}.
 *
 * <p>May use: {@code reporting.page.delivery}, {@code reporting.page.index}, {@code
 * reporting.page.input}, {@code reporting.page.key}, {@code reporting.page.sync}, {@code
 * reporting.page.writing}.
 *
 * <p>Start with {@link JtePageRenderer}.
 */
package io.inventorybridge.html;
