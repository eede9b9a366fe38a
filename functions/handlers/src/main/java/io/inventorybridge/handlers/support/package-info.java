// SPDX-License-Identifier: Apache-2.0
/**
 * The shared work of handlers: keys of S3 events, inputs of states, deadlines, failures.
 *
 * <p>May use: {@code delivery}, {@code json}, {@code json.masterdata}, {@code json.shopsync},
 * {@code log}, {@code masterdata.imports}, {@code shopsync.publishing}, {@code
 * shopsync.reconciling}, {@code shopsync.sending}, {@code shopsync.shop}, {@code stock}, {@code
 * support.files}, {@code wiring}.
 *
 * <p>Start with {@link S3EventKeys}.
 */
package io.inventorybridge.handlers.support;
