// SPDX-License-Identifier: Apache-2.0
/**
 * A class for each Lambda function. A handler translates its event, calls one use case, and
 * translates the outcome.
 *
 * <p>May use: {@code backfill}, {@code delivery}, {@code delivery.intake}, {@code
 * delivery.settlement}, {@code delivery.undo}, {@code handlers.support}, {@code json}, {@code
 * json.delivery}, {@code json.masterdata}, {@code json.orders}, {@code json.pos}, {@code ledger},
 * {@code log}, {@code masterdata.editions}, {@code masterdata.imports}, {@code
 * masterdata.settings}, {@code metrics}, {@code orders}, {@code pos}, {@code pos.auth}, {@code
 * reporting.morning}, {@code reporting.notifications}, {@code reporting.page}, {@code
 * reporting.page.writing}, {@code shopsync.full}, {@code shopsync.publishing}, {@code
 * shopsync.reconciling}, {@code shopsync.refresh}, {@code shopsync.shop}, {@code stock}, {@code
 * support.files}, {@code support.text}, {@code wiring}.
 *
 * <p>Start with {@link FilterDeltaHandler}.
 */
package io.inventorybridge.handlers;
