// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

/** What a local system may do with its data directory. */
public enum Mode {
  /** Everything, alone: a second writer is refused. Unfinished deliveries go on. */
  WRITER,
  /** Look, beside a writer if there is one. Nothing is dispatched. */
  READER,
  /** Try: a throw-away copy of the state, in which everything works and nothing is kept. */
  SCRATCH
}
