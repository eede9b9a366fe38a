// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.outbox;

import io.inventorybridge.sync.lease.Lease;
import java.util.List;

/**
 * The calls that are on their way to the shop. A call is kept before it is sent, and until every
 * pair of it knows what became of it. Consistent.
 */
public interface Outbox {
  /** All calls that are not closed, oldest first. */
  List<FrozenCall> open();

  /** Keeps a new call; overtaken when another run has taken the lease since. */
  Outcome freeze(FrozenCall call, Lease lease);

  /** Keeps another stage of a call in place of the revision that was read. */
  Outcome replace(FrozenCall call);

  /** Forgets the revision that was read; an abandoned call is remembered apart. */
  Outcome close(FrozenCall call);

  /** The calls that were closed without anybody knowing what became of them, for some weeks. */
  List<FrozenCall> abandoned();

  /** How writing ended. */
  sealed interface Outcome {}

  /** As it is kept now. */
  record Kept(FrozenCall call) implements Outcome {}

  /** Another run was there first; nothing was written. */
  record Overtaken() implements Outcome {}
}
