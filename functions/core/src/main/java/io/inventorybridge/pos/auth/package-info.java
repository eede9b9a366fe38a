// SPDX-License-Identifier: Apache-2.0
/**
 * The bearer tokens that open the API.
 *
 * <p>May use: {@code support.files}.
 *
 * <p>Start with {@link TokenVerifier}.
 */
package io.inventorybridge.pos.auth;
