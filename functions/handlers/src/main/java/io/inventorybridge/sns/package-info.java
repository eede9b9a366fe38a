// SPDX-License-Identifier: Apache-2.0
/**
 * Notifications by SNS.
 *
 * <p>May use: {@code reporting.notifications}, {@code support.files}.
 *
 * <p>Start with {@link SnsNotificationSender}.
 */
package io.inventorybridge.sns;
