// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.InputsVersion;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.local.simulation.shop.books.KnownTargets;
import io.inventorybridge.local.simulation.shop.trouble.DirectShop;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockQuantity;
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
final class NaivePublisher implements ShopPublisher {
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
  private final Supplier<SellableTargets> sight;
  private final Supplier<CalculationInputs> present;
  private Optional<InputsVersion> everythingBy = Optional.empty();
  private final KnownTargets known;
  private final ChangeMarkers pending;
  private final OnlineShop shop;
  private final DirectShop real;
  private final Random random;

  /** The targets of the calls in progress. */
  final Map<UUID, SellableTarget> meant = new HashMap<>();

  NaivePublisher(
      Way way,
      Supplier<SellableTargets> sight,
      Supplier<CalculationInputs> present,
      KnownTargets known,
      ChangeMarkers pending,
      OnlineShop shop,
      DirectShop real,
      Random random) {
    this.way = way;
    this.sight = sight;
    this.present = present;
    this.known = known;
    this.pending = pending;
    this.shop = shop;
    this.real = real;
    this.random = random;
  }

  @Override
  public void recent() {
    SellableTargets sellableTargets = sight.get();
    InputsVersion now = present.get().inputsVersion();
    if (!everythingBy.equals(Optional.of(now))) {
      full(sellableTargets);
      everythingBy = Optional.of(now);
    }
    for (int bucket = 0; bucket < ChangeMarkers.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        ChangeMarkers.Page page = pending.markers(bucket, after);
        for (ChangeMarkers.ChangeMarker change : page.changes()) {
          if (touched(change.subject(), sellableTargets).stream()
              .allMatch(pair -> publish(pair, sellableTargets))) {
            pending.clear(List.of(change));
          }
        }
        after = page.next();
      } while (after.isPresent());
    }
  }

  private List<ItemAtLocation> touched(
      ChangeMarkers.Subject subject, SellableTargets sellableTargets) {
    return switch (subject) {
      case ChangeMarkers.Subject.OfProduct product -> sellableTargets.pairsOf(product.upc());
      case ChangeMarkers.Subject.OfItem item -> sellableTargets.pairsOf(item.item());
    };
  }

  @Override
  public void full() {
    full(sight.get());
  }

  private void full(SellableTargets sellableTargets) {
    List<ItemAtLocation> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      SellableTargets.PairPage page = sellableTargets.pairs(after);
      all.addAll(page.pairs());
      after = page.next();
    } while (after.isPresent());
    all.forEach(pair -> publish(pair, sellableTargets));
  }

  private boolean publish(ItemAtLocation pair, SellableTargets sellableTargets) {
    Optional<StockQuantity> read =
        way == Way.COMPARE
            ? shop.levels(pair.location(), List.of(pair.item()))
                .get(pair.item())
                .level()
                .map(it -> it.available())
            : Optional.empty();
    SellableTarget sellableTarget = sellableTargets.read(List.of(pair)).getFirst();
    if (!sellableTarget.state().isPublished()) {
      return true;
    }
    UUID key = new UUID(random.nextLong(), random.nextLong());
    meant.put(key, sellableTarget);
    // The shop sets the on-hand quantity at one moment: less the units committed at that moment.
    long target =
        way == Way.ON_HAND
            ? sellableTarget.online() + known.open(pair) - real.shown(pair).committed().units()
            : sellableTarget.online();
    ShopCall.Correction call =
        new ShopCall.Correction(
            key,
            pair.location(),
            RUN,
            List.of(new ShopCall.Target(pair.item(), StockQuantity.of(target), read)));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CallOutcome answer = shop.set(call);
      if (!(answer instanceof CallOutcome.Unanswered)
          && !(answer instanceof CallOutcome.InProgress)) {
        return answer instanceof CallOutcome.Confirmed;
      }
    }
    return false;
  }
}
