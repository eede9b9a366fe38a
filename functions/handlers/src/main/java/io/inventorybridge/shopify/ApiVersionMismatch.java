// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

/**
 * The shop answered from another API version than requested: the requested one is retired, and the
 * meaning of replies is uncertain.
 */
public record ApiVersionMismatch(String asked, String served) {}
