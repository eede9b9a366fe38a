// SPDX-License-Identifier: Apache-2.0
/**
 * The way of a dropped file to an accepted, held or duplicate delivery, and the operator's
 * decisions about it.
 *
 * <p>May use: {@code delivery}, {@code delivery.filter}, {@code delivery.format}, {@code
 * masterdata.catalog}, {@code masterdata.facilities}, {@code settings}, {@code stock}, {@code
 * support.files}, {@code support.text}.
 *
 * <p>Start with {@link FilteringDelta}.
 */
package io.inventorybridge.delivery.intake;
