// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import io.inventorybridge.sync.sending.Halt;

/** The reasons for an aborted run, as messages. */
final class Halts {
  private Halts() {}

  static String sentence(Halt halt) {
    return switch (halt) {
      case Halt.OutOfTime out -> "its time was over";
      case Halt.Overtaken overtaken -> "another run has taken the shop over";
      case Halt.SwitchedOff off -> "publishing was switched off";
      case Halt.Silent silent -> "the shop does not answer";
      case Halt.Refused refused ->
          "the shop refuses us: %s, %s".formatted(refused.code(), refused.message());
    };
  }
}
