// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.outbox;

import io.inventorybridge.sync.lease.InMemoryShopLease;
import io.inventorybridge.sync.lease.Lease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The outbox in memory. */
public final class InMemoryOutbox implements Outbox {
  private final InMemoryShopLease leases;
  private final Map<UUID, FrozenCall> calls = new HashMap<>();
  private final List<FrozenCall> abandoned = new ArrayList<>();

  public InMemoryOutbox(InMemoryShopLease leases) {
    this.leases = leases;
  }

  @Override
  public synchronized List<FrozenCall> open() {
    return sorted(calls.values());
  }

  private static List<FrozenCall> sorted(Iterable<FrozenCall> calls) {
    List<FrozenCall> sorted = new ArrayList<>();
    calls.forEach(sorted::add);
    sorted.sort(
        Comparator.comparing(FrozenCall::frozenAt)
            .thenComparing(call -> call.call().key().toString()));
    return sorted;
  }

  @Override
  public synchronized Outcome freeze(FrozenCall call, Lease lease) {
    if (!leases.isLatest(lease) || calls.containsKey(call.call().key())) {
      return new Overtaken();
    }
    return kept(call.revised(1));
  }

  private Kept kept(FrozenCall call) {
    calls.put(call.call().key(), call);
    return new Kept(call);
  }

  @Override
  public synchronized Outcome replace(FrozenCall call) {
    return isLatest(call) ? kept(call.revised(call.revision() + 1)) : new Overtaken();
  }

  @Override
  public synchronized Outcome close(FrozenCall call) {
    if (!isLatest(call)) {
      return new Overtaken();
    }
    calls.remove(call.call().key());
    if (call.stage() instanceof FrozenCall.Answered answered && answered.abandoned()) {
      abandoned.add(call);
    }
    return new Kept(call);
  }

  private boolean isLatest(FrozenCall call) {
    FrozenCall latest = calls.get(call.call().key());
    return latest != null && latest.revision() == call.revision();
  }

  @Override
  public synchronized List<FrozenCall> abandoned() {
    return sorted(abandoned);
  }
}
