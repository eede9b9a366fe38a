// SPDX-License-Identifier: Apache-2.0
/**
 * Mails, metrics and signed links for people who do not watch the pages.
 *
 * <p>May use: {@code delivery}, {@code delivery.settlement}, {@code masterdata.editions}, {@code
 * reporting.page}, {@code reporting.page.delivery}, {@code reporting.page.input}, {@code
 * support.capacity}, {@code support.files}.
 *
 * <p>Start with {@link TellingDelivery}.
 */
package io.inventorybridge.reporting.notifications;
