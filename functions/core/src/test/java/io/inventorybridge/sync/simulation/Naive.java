// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.shop.Answer;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.simulation.books.Known;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Three publishing methods that look right. */
final class Naive implements Publisher {
  private static final int ATTEMPTS = 3;
  private static final URI RUN = URI.create("gid://inventory-bridge/Naive/1");

  /** The method of writing the number. */
  enum Way {
    SET("set `available`"),
    COMPARE("set `available` with compare-and-set"),
    ON_HAND("set `on_hand` plus known open orders");

    final String words;

    Way(String words) {
      this.words = words;
    }
  }

  private final Way way;
  private final Supplier<Pools> sight;
  private final Known known;
  private final PendingChanges pending;
  private final Shop shop;
  private final InMemoryShop real;
  private final Random random;

  /** The targets of the calls in progress. */
  final Map<UUID, Long> meant = new HashMap<>();

  Naive(
      Way way,
      Supplier<Pools> sight,
      Known known,
      PendingChanges pending,
      Shop shop,
      InMemoryShop real,
      Random random) {
    this.way = way;
    this.sight = sight;
    this.known = known;
    this.pending = pending;
    this.shop = shop;
    this.real = real;
    this.random = random;
  }

  @Override
  public void recent() {
    Pools pools = sight.get();
    boolean everything = !pending.everythingBy().equals(Optional.of(pools.basis()));
    if (everything) {
      full(pools);
      pending.publishedEverything(pools.basis());
    }
    for (int bucket = 0; bucket < PendingChanges.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        PendingChanges.Page page = pending.changedProducts(bucket, after);
        for (PendingChanges.Change change : page.changes()) {
          if (touched(change.subject(), pools).stream().allMatch(pair -> publish(pair, pools))) {
            pending.published(List.of(change));
          }
        }
        after = page.next();
      } while (after.isPresent());
    }
  }

  private List<Pair> touched(PendingChanges.Subject subject, Pools pools) {
    return switch (subject) {
      case PendingChanges.Subject.OfProduct product -> pools.pairsOf(product.upc());
      case PendingChanges.Subject.OfItem item -> pools.pairsOf(item.item());
    };
  }

  @Override
  public void full() {
    full(sight.get());
  }

  private void full(Pools pools) {
    List<Pair> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Pools.PairPage page = pools.pairs(after);
      all.addAll(page.pairs());
      after = page.next();
    } while (after.isPresent());
    all.forEach(pair -> publish(pair, pools));
  }

  private boolean publish(Pair pair, Pools pools) {
    Optional<Quantity> read =
        way == Way.COMPARE
            ? shop.levels(pair.location(), List.of(pair.item()))
                .get(pair.item())
                .level()
                .map(it -> it.available())
            : Optional.empty();
    Pool pool = pools.read(List.of(pair)).getFirst();
    if (pool.state() instanceof Published.NotPublished) {
      return true;
    }
    UUID key = new UUID(random.nextLong(), random.nextLong());
    meant.put(key, pool.pool());
    // The shop sets the on-hand quantity at one moment: less the units committed at that moment.
    long target =
        way == Way.ON_HAND
            ? pool.online() + known.open(pair) - real.shown(pair).committed().units()
            : pool.online();
    Call.Correction call =
        new Call.Correction(
            key,
            pair.location(),
            RUN,
            List.of(new Call.Target(pair.item(), Quantity.of(target), read)));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Answer answer = shop.set(call);
      if (!(answer instanceof Answer.Unanswered) && !(answer instanceof Answer.InProgress)) {
        return answer instanceof Answer.Confirmed;
      }
    }
    return false;
  }
}
