// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

/** Access of a local system to its data directory. */
public enum AccessMode {
  /** Full access for one process; a second writer is refused. Resumes unfinished deliveries. */
  WRITER,
  /** Read-only access, possible beside a writer. Dispatches no events. */
  READER,
  /** Works on a throw-away copy of the state: everything runs, nothing is kept. */
  SCRATCH
}
