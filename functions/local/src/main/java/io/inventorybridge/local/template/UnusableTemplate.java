// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.template;

/** The template asks for something the local runner does not do, or contradicts itself. */
public final class UnusableTemplate extends RuntimeException {
  public UnusableTemplate(String sentence) {
    super(sentence);
  }
}
