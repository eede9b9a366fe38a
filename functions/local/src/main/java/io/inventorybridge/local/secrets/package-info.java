// SPDX-License-Identifier: Apache-2.0
/**
 * The Secrets Manager of the runner.
 *
 * <p>May use: {@code json.pos}.
 *
 * <p>Start with {@link LocalSecrets}.
 */
package io.inventorybridge.local.secrets;
