// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

/** The template uses a feature that the local runner does not support, or contradicts itself. */
public final class UnusableTemplate extends RuntimeException {
  public UnusableTemplate(String sentence) {
    super(sentence);
  }
}
