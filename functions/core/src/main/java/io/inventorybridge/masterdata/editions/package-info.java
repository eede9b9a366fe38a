// SPDX-License-Identifier: Apache-2.0
/**
 * The editions of inputs: the gate that asks the brake, the log, and an operator's decisions.
 *
 * <p>May use: {@code masterdata.imports}, {@code support.concurrent}, {@code support.files}.
 *
 * <p>Start with {@link EditionGate}.
 */
package io.inventorybridge.masterdata.editions;
