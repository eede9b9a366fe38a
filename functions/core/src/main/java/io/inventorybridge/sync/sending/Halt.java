// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.sending;

/** Why a run ended before it was done; the next one goes on. */
public sealed interface Halt {
  record OutOfTime() implements Halt {}

  /** Another run has taken the lease. */
  record Overtaken() implements Halt {}

  /** Publishing was switched off meanwhile. */
  record SwitchedOff() implements Halt {}

  /** The shop does not answer. */
  record Silent() implements Halt {}

  /** The shop refuses our requests as such. */
  record Refused(String code, String message) implements Halt {}
}
