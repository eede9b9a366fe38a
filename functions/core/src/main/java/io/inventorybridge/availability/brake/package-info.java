// SPDX-License-Identifier: Apache-2.0
/**
 * The brake on editions of inputs: what the shop's numbers would be with an edition, and whether
 * that looks like an accident.
 *
 * <p>May use: {@code availability}, {@code availability.change}, {@code ledger}, {@code
 * masterdata.imports}, {@code settings}, {@code stock}, {@code support.concurrent}.
 *
 * <p>Start with {@link InputBrake}.
 */
package io.inventorybridge.availability.brake;
