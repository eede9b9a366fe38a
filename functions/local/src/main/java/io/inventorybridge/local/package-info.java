// SPDX-License-Identifier: Apache-2.0
/**
 * The whole system in one process: services in memory or on a data directory, and the deployed
 * functions on them.
 *
 * <p>May use: {@code local.dynamodb}, {@code local.events}, {@code local.functions}, {@code
 * local.journal}, {@code local.notices}, {@code local.permissions}, {@code local.s3}, {@code
 * local.secrets}, {@code local.shop.kept}, {@code local.statemachine}, {@code local.template},
 * {@code masterdata.imports}, {@code masterdata.settings}, {@code reporting.notifications}, {@code
 * wiring}.
 *
 * <p>Start with {@link LocalSystem}.
 */
package io.inventorybridge.local;
