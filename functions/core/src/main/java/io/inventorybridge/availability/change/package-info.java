// SPDX-License-Identifier: Apache-2.0
/**
 * The step from one whole set of calculation inputs to the next: the set in force, the products
 * whose numbers differ between two sets, and their change markers.
 *
 * <p>May use: {@code availability}, {@code masterdata.catalog}, {@code masterdata.facilities},
 * {@code rules}, {@code stock}.
 *
 * <p>Start with {@link ChangingInputs}.
 */
package io.inventorybridge.availability.change;
