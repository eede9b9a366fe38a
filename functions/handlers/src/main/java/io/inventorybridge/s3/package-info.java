// SPDX-License-Identifier: Apache-2.0
/**
 * The bucket on S3: files, resumable downloads and signed links.
 *
 * <p>May use: {@code reporting.notifications}, {@code support.files}.
 *
 * <p>Start with {@link S3FileStore}.
 */
package io.inventorybridge.s3;
