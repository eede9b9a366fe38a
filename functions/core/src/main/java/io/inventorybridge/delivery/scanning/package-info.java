// SPDX-License-Identifier: Apache-2.0
/**
 * The fast path that cuts a delta into rows and drops rows of products that are not online without
 * decoding them.
 *
 * <p>May use: {@code delivery}, {@code delivery.format}, {@code masterdata.catalog}, {@code stock}.
 *
 * <p>Start with {@link ByteRowScanner}.
 */
package io.inventorybridge.delivery.scanning;
