// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;

/**
 * Thrown when a dropped file cannot be read as a delta; the message is one sentence for its sender.
 */
public final class UnreadableDelta extends RuntimeException {
  private final HeldReason reason;

  public UnreadableDelta(HeldReason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public UnreadableDelta(HeldReason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public HeldReason reason() {
    return reason;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
