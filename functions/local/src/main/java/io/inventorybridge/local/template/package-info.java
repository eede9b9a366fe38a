// SPDX-License-Identifier: Apache-2.0
/**
 * The reader of {@code template.yaml}.
 *
 * <p>May use: {@code json}, {@code local.dynamodb}, {@code local.permissions}.
 *
 * <p>Start with {@link TemplateReader}.
 */
package io.inventorybridge.local.template;
