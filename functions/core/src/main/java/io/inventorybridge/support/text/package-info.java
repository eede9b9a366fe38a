// SPDX-License-Identifier: Apache-2.0
/**
 * Text from outside: how cells, header names, quantities and times are cleaned and read. Every
 * input uses these readers, so that a value means the same in each of them.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link CellText}.
 */
package io.inventorybridge.support.text;
