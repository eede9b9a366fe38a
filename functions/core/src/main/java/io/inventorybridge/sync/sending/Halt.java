// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.sending;

/** The reason why a run was aborted; the next run continues. */
public sealed interface Halt {
  record OutOfTime() implements Halt {}

  /** Another run has taken the lease. */
  record Overtaken() implements Halt {}

  /** Publishing was switched off during the run. */
  record SwitchedOff() implements Halt {}

  /** The shop does not answer. */
  record Silent() implements Halt {}

  /** The shop refuses all our requests. */
  record Refused(String code, String message) implements Halt {}
}
