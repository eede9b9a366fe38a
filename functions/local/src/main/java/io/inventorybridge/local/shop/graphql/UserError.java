// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

import java.util.List;

/**
 * An error of the user's.
 *
 * @param field where; empty for null
 * @param code empty for null
 */
public record UserError(List<String> field, String message, String code) {}
