// SPDX-License-Identifier: Apache-2.0
/**
 * The settings of an installation and of its sources, with defaults, checked when they are read.
 *
 * <p>May use: {@code stock}, {@code support.text}.
 *
 * <p>Start with {@link InstallationSettings}.
 */
package io.inventorybridge.settings;
