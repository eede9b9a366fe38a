// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.sync.lease.Lease;
import io.inventorybridge.sync.outbox.FrozenCall;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Knows of every frozen difference whether it stands in the shop, and judges each freezing. */
final class Watch {
  private record Frozen(UUID key, FrozenCall.Entry entry) {}

  private final Facts facts;
  private final TroubledShop shop;
  private final PublishedPairs published;
  private final Runnable changed;
  private final Map<Pair, List<Frozen>> frozen = new HashMap<>();
  private final Map<Pair, PublishedPair> lastExact = new HashMap<>();

  Watch(Facts facts, TroubledShop shop, PublishedPairs published, Runnable changed) {
    this.changed = changed;
    this.facts = facts;
    this.shop = shop;
    this.published = published;
  }

  /**
   * The pool that the shop must show: the last confirmed one, and of the differences frozen since
   * those that stand there. Empty before the pair was reconciled once.
   */
  Optional<Long> stands(Pair pair) {
    PublishedPair exact = lastExact.get(pair);
    if (exact == null) {
      return Optional.empty();
    }
    long since =
        frozen.getOrDefault(pair, List.of()).stream()
            .filter(it -> shop.hasLanded(it.key(), it.entry().item()))
            .mapToLong(it -> it.entry().effect())
            .sum();
    return Optional.of(((Exact) exact.standing()).pool() + since);
  }

  PublishedPairs over(PublishedPairs real) {
    return new PublishedPairs() {
      @Override
      public Map<Pair, PublishedPair> read(Collection<Pair> pairs) {
        return real.read(pairs);
      }

      @Override
      public Outcome store(PublishedPair record) {
        Outcome outcome = real.store(record);
        if (outcome instanceof Stored && record.standing() instanceof Exact) {
          lastExact.put(record.pair(), record);
          if (record.open().isEmpty()) {
            // It was told of its call, or read: whatever was frozen before is in the number.
            frozen.remove(record.pair());
          }
          changed.run();
        }
        return outcome;
      }

      @Override
      public Page toBeRead(Optional<String> after) {
        return real.toBeRead(after);
      }

      @Override
      public Optional<Walk> walk() {
        return real.walk();
      }

      @Override
      public void walked(Optional<Walk> walk) {
        real.walked(walk);
      }
    };
  }

  Outbox over(Outbox real) {
    return new Outbox() {
      @Override
      public List<FrozenCall> open() {
        return real.open();
      }

      @Override
      public Outcome freeze(FrozenCall call, Lease lease) {
        Outcome outcome = real.freeze(call, lease);
        if (outcome instanceof Kept) {
          call.entries().forEach(entry -> judge(call, entry));
        }
        return outcome;
      }

      @Override
      public Outcome replace(FrozenCall call) {
        return real.replace(call);
      }

      @Override
      public Outcome close(FrozenCall call) {
        return real.close(call);
      }

      @Override
      public List<FrozenCall> abandoned() {
        return real.abandoned();
      }
    };
  }

  private void judge(FrozenCall call, FrozenCall.Entry entry) {
    Pair pair = call.pair(entry);
    if (entry.pool() != facts.told(pair, entry.version())) {
      throw new Wrong("frozen for another pool than was read: " + pair + " " + entry);
    }
    PublishedPair record = published.read(List.of(pair)).get(pair);
    if (call.call() instanceof Call.Adjustment) {
      if (!(record.standing() instanceof Exact exact)
          || exact.pool() + entry.effect() != entry.pool()) {
        throw new Wrong("last confirmed and difference are not the pool: " + entry + record);
      }
    }
    frozen.computeIfAbsent(pair, it -> new ArrayList<>()).add(new Frozen(call.call().key(), entry));
  }
}
