// SPDX-License-Identifier: Apache-2.0
/**
 * Secrets of the installation, from Secrets Manager.
 *
 * <p>May use: {@code json.pos}, {@code pos.auth}, {@code support.files}.
 *
 * <p>Start with {@link SecretsManagerTokenStore}.
 */
package io.inventorybridge.secrets;
