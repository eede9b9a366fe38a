// SPDX-License-Identifier: Apache-2.0
/**
 * The command line {@code inventory}.
 *
 * <p>May use: {@code availability}, {@code backfill}, {@code csv}, {@code delivery}, {@code
 * delivery.intake}, {@code delivery.scanning}, {@code delivery.settlement}, {@code html}, {@code
 * json}, {@code json.availability}, {@code json.delivery}, {@code json.masterdata}, {@code
 * json.settings}, {@code ledger}, {@code local}, {@code local.api}, {@code local.dynamodb}, {@code
 * local.events}, {@code local.functions}, {@code local.generate}, {@code local.pages}, {@code
 * local.s3}, {@code local.shop}, {@code local.shop.kept}, {@code local.statemachine}, {@code
 * masterdata.catalog}, {@code masterdata.facilities}, {@code masterdata.imports}, {@code
 * reporting.morning}, {@code reporting.page}, {@code reporting.page.delivery}, {@code
 * reporting.page.key}, {@code settings}, {@code shopsync.full}, {@code shopsync.published}, {@code
 * shopsync.reconciling}, {@code shopsync.refresh}, {@code shopsync.shop}, {@code stock}, {@code
 * support.files}, {@code support.text}, {@code wiring}.
 *
 * <p>Start with {@link InventoryCommand}.
 */
package io.inventorybridge.local.cli;
