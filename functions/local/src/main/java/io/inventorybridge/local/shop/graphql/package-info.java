// SPDX-License-Identifier: Apache-2.0
/**
 * The execution of GraphQL documents: variables, cost, refusals.
 *
 * <p>May use: {@code local.shop}.
 *
 * <p>Start with {@link GraphQlEngine}.
 */
package io.inventorybridge.local.shop.graphql;
