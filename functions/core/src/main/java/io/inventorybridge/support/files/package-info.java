// SPDX-License-Identifier: Apache-2.0
/**
 * The bucket as the product sees it: stored files, conditional writes, downloads and content
 * digests.
 *
 * <p>May use: nothing of ours.
 *
 * <p>Start with {@link FileStore}.
 */
package io.inventorybridge.support.files;
