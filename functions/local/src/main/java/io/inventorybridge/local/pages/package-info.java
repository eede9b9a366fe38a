// SPDX-License-Identifier: Apache-2.0
/**
 * The server of pages on loopback.
 *
 * <p>May use: {@code html}, {@code local.loopback}, {@code reporting.page}, {@code
 * reporting.page.writing}, {@code support.files}.
 *
 * <p>Start with {@link PageServer}.
 */
package io.inventorybridge.local.pages;
