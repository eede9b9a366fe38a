// SPDX-License-Identifier: Apache-2.0
/**
 * Bulk operations and staged uploads of the fake shop.
 *
 * <p>May use: {@code json}, {@code local.shop}, {@code local.shop.fields}, {@code
 * local.shop.graphql}.
 *
 * <p>Start with {@link BulkOperations}.
 */
package io.inventorybridge.local.shop.bulk;
