// SPDX-License-Identifier: Apache-2.0
/**
 * The construction of functions: environment, ports on AWS, current data, use cases.
 *
 * <p>May use: {@code availability}, {@code availability.brake}, {@code availability.change}, {@code
 * backfill}, {@code csv}, {@code delivery}, {@code delivery.intake}, {@code delivery.scanning},
 * {@code delivery.settlement}, {@code delivery.undo}, {@code dynamodb}, {@code dynamodb.delivery},
 * {@code dynamodb.ledger}, {@code dynamodb.masterdata}, {@code dynamodb.orders}, {@code
 * dynamodb.pos}, {@code dynamodb.shopsync}, {@code html}, {@code json}, {@code json.availability},
 * {@code json.delivery}, {@code json.masterdata}, {@code json.orders}, {@code json.reporting},
 * {@code json.rules}, {@code json.settings}, {@code json.shopsync}, {@code ledger}, {@code log},
 * {@code masterdata.catalog}, {@code masterdata.editions}, {@code masterdata.facilities}, {@code
 * masterdata.imports}, {@code masterdata.settings}, {@code orders}, {@code pos}, {@code pos.auth},
 * {@code reporting.morning}, {@code reporting.notifications}, {@code reporting.page}, {@code
 * reporting.page.delivery}, {@code reporting.page.input}, {@code reporting.page.writing}, {@code
 * rules}, {@code s3}, {@code secrets}, {@code settings}, {@code shopify}, {@code shopsync.full},
 * {@code shopsync.lease}, {@code shopsync.outbox}, {@code shopsync.published}, {@code
 * shopsync.publishing}, {@code shopsync.refresh}, {@code shopsync.shop}, {@code sns}, {@code
 * stock}, {@code support.capacity}, {@code support.concurrent}, {@code support.files}.
 *
 * <p>Start with {@link FunctionWiring}.
 */
package io.inventorybridge.wiring;
