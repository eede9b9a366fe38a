// SPDX-License-Identifier: Apache-2.0
/**
 * The S3 server of the runner, which reports stored objects.
 *
 * <p>May use: {@code json}, {@code local.journal}, {@code local.loopback}.
 *
 * <p>Start with {@link EmbeddedS3}.
 */
package io.inventorybridge.local.s3;
