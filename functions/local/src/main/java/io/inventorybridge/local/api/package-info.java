// SPDX-License-Identifier: Apache-2.0
/**
 * The REST API of the template on loopback.
 *
 * <p>May use: {@code json}, {@code local.functions}, {@code local.loopback}, {@code
 * local.template}.
 *
 * <p>Start with {@link ApiEndpoint}.
 */
package io.inventorybridge.local.api;
