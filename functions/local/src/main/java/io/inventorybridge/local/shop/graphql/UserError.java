// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import java.util.List;

/**
 * A user error of a mutation.
 *
 * @param field path of the field; empty for null
 * @param code empty for null
 */
public record UserError(List<String> field, String message, String code) {}
