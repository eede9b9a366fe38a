// SPDX-License-Identifier: Apache-2.0
/**
 * The roles of the template, enforced for each request of a function.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link FunctionRole}.
 */
package io.inventorybridge.local.permissions;
