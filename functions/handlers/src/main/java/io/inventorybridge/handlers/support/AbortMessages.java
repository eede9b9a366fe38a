// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import io.inventorybridge.shopsync.sending.AbortReason;

/** The reasons for an aborted run, as messages. */
public final class AbortMessages {
  private AbortMessages() {}

  public static String sentence(AbortReason abortReason) {
    return switch (abortReason) {
      case AbortReason.OutOfTime out -> "its time was over";
      case AbortReason.LeaseLost overtaken -> "another run has taken the shop over";
      case AbortReason.SwitchedOff off -> "publishing was switched off";
      case AbortReason.Silent silent -> "the shop does not answer";
      case AbortReason.Refused refused ->
          "the shop refuses us: %s, %s".formatted(refused.code(), refused.message());
    };
  }
}
