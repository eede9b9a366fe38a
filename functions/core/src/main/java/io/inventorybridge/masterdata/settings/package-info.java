// SPDX-License-Identifier: Apache-2.0
/**
 * The import of settings files: which edition of each file is in force.
 *
 * <p>May use: {@code masterdata.editions}, {@code masterdata.imports}, {@code settings}, {@code
 * support.files}.
 *
 * <p>Start with {@link ImportingSettings}.
 */
package io.inventorybridge.masterdata.settings;
