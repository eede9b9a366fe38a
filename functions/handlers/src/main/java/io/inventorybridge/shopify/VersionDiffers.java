// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

/**
 * The shop answered by another version of its API than was asked for: the one asked for is retired,
 * and what its replies mean is no longer certain.
 */
public record VersionDiffers(String asked, String served) {}
