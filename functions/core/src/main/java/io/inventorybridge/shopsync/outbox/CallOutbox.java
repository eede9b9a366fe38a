// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.outbox;

import io.inventorybridge.shopsync.lease.WriteLease;
import java.util.List;

/**
 * The outbox of calls to the shop. A call is stored before it is sent, and removed after all its
 * pairs have its outcome. Consistent.
 */
public interface CallOutbox {
  /** Reads all calls that are not closed, oldest first. */
  List<OutboxCall> open();

  /** Stores a new call; superseded when another run has taken the lease since. */
  OutboxOutcome add(OutboxCall call, WriteLease lease);

  /** Stores another stage of a call in place of the revision that was read. */
  OutboxOutcome replace(OutboxCall call);

  /** Removes the revision that was read; an abandoned call is kept separately. */
  OutboxOutcome close(OutboxCall call);

  /** Reads the calls that were closed with an unknown outcome; they are kept for some weeks. */
  List<OutboxCall> abandoned();

  /** The result of a write. */
  sealed interface OutboxOutcome {}

  /** The call as it is stored now. */
  record Stored(OutboxCall call) implements OutboxOutcome {}

  /** Another run was first; nothing was written. */
  record VersionConflict() implements OutboxOutcome {}
}
