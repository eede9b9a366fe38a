// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.outbox;

import io.inventorybridge.sync.lease.Lease;
import java.util.List;

/**
 * The outbox of calls to the shop. A call is stored before it is sent, and removed after all its
 * pairs have its outcome. Consistent.
 */
public interface Outbox {
  /** Reads all calls that are not closed, oldest first. */
  List<FrozenCall> open();

  /** Stores a new call; superseded when another run has taken the lease since. */
  Outcome freeze(FrozenCall call, Lease lease);

  /** Stores another stage of a call in place of the revision that was read. */
  Outcome replace(FrozenCall call);

  /** Removes the revision that was read; an abandoned call is kept separately. */
  Outcome close(FrozenCall call);

  /** Reads the calls that were closed with an unknown outcome; they are kept for some weeks. */
  List<FrozenCall> abandoned();

  /** The result of a write. */
  sealed interface Outcome {}

  /** The call as it is stored now. */
  record Kept(FrozenCall call) implements Outcome {}

  /** Another run was first; nothing was written. */
  record Overtaken() implements Outcome {}
}
