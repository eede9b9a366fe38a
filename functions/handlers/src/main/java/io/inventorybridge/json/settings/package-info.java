// SPDX-License-Identifier: Apache-2.0
/**
 * Settings files as JSON.
 *
 * <p>May use: {@code json}, {@code settings}.
 *
 * <p>Start with {@link SettingsJson}.
 */
package io.inventorybridge.json.settings;
