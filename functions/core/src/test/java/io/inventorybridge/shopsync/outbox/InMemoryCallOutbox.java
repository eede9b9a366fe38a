// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.outbox;

import io.inventorybridge.shopsync.lease.InMemoryShopLease;
import io.inventorybridge.shopsync.lease.WriteLease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The outbox in memory. */
public final class InMemoryCallOutbox implements CallOutbox {
  private final InMemoryShopLease leases;
  private final Map<UUID, OutboxCall> calls = new HashMap<>();
  private final List<OutboxCall> abandoned = new ArrayList<>();

  public InMemoryCallOutbox(InMemoryShopLease leases) {
    this.leases = leases;
  }

  @Override
  public synchronized List<OutboxCall> open() {
    return sorted(calls.values());
  }

  private static List<OutboxCall> sorted(Iterable<OutboxCall> calls) {
    List<OutboxCall> sorted = new ArrayList<>();
    calls.forEach(sorted::add);
    sorted.sort(
        Comparator.comparing(OutboxCall::createdAt)
            .thenComparing(call -> call.call().key().toString()));
    return sorted;
  }

  @Override
  public synchronized OutboxOutcome add(OutboxCall call, WriteLease lease) {
    if (!leases.isLatest(lease) || calls.containsKey(call.call().key())) {
      return new VersionConflict();
    }
    return kept(call.withRevision(1));
  }

  private Stored kept(OutboxCall call) {
    calls.put(call.call().key(), call);
    return new Stored(call);
  }

  @Override
  public synchronized OutboxOutcome replace(OutboxCall call) {
    return isLatest(call) ? kept(call.withRevision(call.revision() + 1)) : new VersionConflict();
  }

  @Override
  public synchronized OutboxOutcome close(OutboxCall call) {
    if (!isLatest(call)) {
      return new VersionConflict();
    }
    calls.remove(call.call().key());
    if (call.stage() instanceof OutboxCall.Answered answered && answered.abandoned()) {
      abandoned.add(call);
    }
    return new Stored(call);
  }

  private boolean isLatest(OutboxCall call) {
    OutboxCall latest = calls.get(call.call().key());
    return latest != null && latest.revision() == call.revision();
  }

  @Override
  public synchronized List<OutboxCall> abandoned() {
    return sorted(abandoned);
  }
}
