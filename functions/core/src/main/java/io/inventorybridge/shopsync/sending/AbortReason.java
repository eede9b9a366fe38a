// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.sending;

/** The reason why a run was aborted; the next run continues. */
public sealed interface AbortReason {
  record OutOfTime() implements AbortReason {}

  /** Another run has taken the lease. */
  record LeaseLost() implements AbortReason {}

  /** Publishing was switched off during the run. */
  record SwitchedOff() implements AbortReason {}

  /** The shop does not answer. */
  record Silent() implements AbortReason {}

  /** The shop refuses all our requests. */
  record Refused(String code, String message) implements AbortReason {}
}
