// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.bulk;

import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs bulk queries. Their ids are stored, so a call goes on with the query that an interrupted one
 * has started; a query that takes longer than a call would otherwise never end. Only the holder of
 * the shop's lease runs queries of the sync.
 *
 * <p>Shopify runs up to five queries at once for an app and shop, and keeps results for seven days:
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
public final class BulkQueryRunner {
  /** An older query is forgotten, and a new one started. */
  private static final Duration MOST_AGE = Duration.ofHours(6);

  private static final int MOST_POLLS = 200;

  private static final String ANY_WORK = "";

  private final OnlineShop shop;
  private final BulkQueryStore store;
  private final BackoffPolicy polling;
  private final InstantSource clock;

  /**
   * @param polling waits between two polls of a bulk query
   */
  public BulkQueryRunner(
      OnlineShop shop, BulkQueryStore store, BackoffPolicy polling, InstantSource clock) {
    this.shop = shop;
    this.store = store;
    this.polling = polling;
    this.clock = clock;
  }

  /**
   * A completed query.
   *
   * @param query the one that was started, which may be an earlier one of its kind
   * @param startedAt its result is as of then or later
   */
  public record Finished<T>(
      BulkQuery<T> query, OnlineShop.Completed completed, Instant startedAt) {}

  /** Starts the query, unless one of its kind runs already or the shop runs too many others. */
  public void begin(BulkQuery<?> query) {
    begin(query, ANY_WORK);
  }

  private void begin(BulkQuery<?> query, String purpose) {
    List<RunningBulkQuery> seen = store.load();
    Optional<RunningBulkQuery> running = find(seen, query);
    if (running.filter(it -> isUsable(it, query, purpose) && !isTooOld(it)).isPresent()) {
      return;
    }
    Instant startedAt = clock.instant();
    switch (shop.start(query)) {
      case OnlineShop.Started started -> {
        List<RunningBulkQuery> next = without(seen, query);
        next.add(new RunningBulkQuery(query, purpose, started.operation(), startedAt));
        if (!store.replace(seen, next)) {
          throw new ShopFailure(
              "bulk query %s: another run has started one meanwhile; the next call goes on with it"
                  .formatted(name(query)));
        }
      }
      case OnlineShop.Occupied occupied -> {
        // The next call tries again.
      }
      case OnlineShop.NotStarted not ->
          throw new ShopFailure("bulk query %s: %s".formatted(name(query), not.message()));
    }
  }

  // A run that was stalled may have put back what another one had read since, so that more must be
  // read than the running query asks for.
  private static boolean isUsable(RunningBulkQuery running, BulkQuery<?> query, String purpose) {
    return running.purpose().equals(purpose) && running.query().covers(query);
  }

  private boolean isTooOld(RunningBulkQuery query) {
    return query.startedAt().isBefore(clock.instant().minus(MOST_AGE));
  }

  /**
   * Starts the query if necessary and asks for its result once. A query of other work is not used:
   * its result is too old.
   *
   * @param purpose names the work, such as one full sync
   * @return empty while it runs
   */
  public <T> Optional<Finished<T>> advance(BulkQuery<T> query, String purpose) {
    begin(query, purpose);
    List<RunningBulkQuery> seen = store.load();
    Optional<RunningBulkQuery> running = find(seen, query);
    if (running.filter(it -> isUsable(it, query, purpose)).isEmpty()) {
      return Optional.empty();
    }
    return switch (shop.poll(running.get().operation())) {
      case OnlineShop.Running stillRunning -> Optional.empty();
      case OnlineShop.Completed completed ->
          Optional.of(
              new Finished<>(
                  sameKind(query, running.get().query()), completed, running.get().startedAt()));
      case OnlineShop.Failed failed -> {
        store.replace(seen, without(seen, query));
        throw new ShopFailure(
            "bulk query %s: %s %s; the next call starts another one"
                .formatted(name(query), failed.status(), failed.code()));
      }
    };
  }

  /**
   * Waits for the result.
   *
   * @param goesOn tells whether time is left
   * @return empty when the time was not sufficient; a later call goes on with the same query
   */
  public <T> Optional<Finished<T>> await(BulkQuery<T> query, BooleanSupplier goesOn) {
    for (int attempt = 1; attempt <= MOST_POLLS; attempt++) {
      Optional<Finished<T>> finished = advance(query, ANY_WORK);
      if (finished.isPresent()) {
        return finished;
      }
      if (!goesOn.getAsBoolean()) {
        return Optional.empty();
      }
      polling.pause(attempt);
    }
    throw new ShopFailure(
        "bulk query %s: no answer after %d polls; the next call goes on with it"
            .formatted(name(query), MOST_POLLS));
  }

  /** Passes on the results, one by one. */
  public <T> void download(Finished<T> finished, Consumer<? super T> each) {
    shop.download(finished.query(), finished.completed(), each);
  }

  /** Forgets the query of this kind: its result was used. */
  public void forget(BulkQuery<?> query) {
    List<RunningBulkQuery> seen = store.load();
    if (find(seen, query).isPresent()) {
      // If another run was first, it forgets the query itself.
      store.replace(seen, without(seen, query));
    }
  }

  private static Optional<RunningBulkQuery> find(List<RunningBulkQuery> all, BulkQuery<?> query) {
    return all.stream().filter(it -> isOfKind(it, query)).findFirst();
  }

  private static boolean isOfKind(RunningBulkQuery running, BulkQuery<?> query) {
    return running.query().getClass().equals(query.getClass());
  }

  private static List<RunningBulkQuery> without(List<RunningBulkQuery> all, BulkQuery<?> query) {
    List<RunningBulkQuery> others = new ArrayList<>(all);
    others.removeIf(it -> isOfKind(it, query));
    return others;
  }

  @SuppressWarnings("unchecked") // of the same class, and each class is bound to its kind of value
  private static <T> BulkQuery<T> sameKind(BulkQuery<T> asked, BulkQuery<?> running) {
    if (!running.getClass().equals(asked.getClass())) {
      throw new IllegalArgumentException(running + " is not of the kind of " + asked);
    }
    return (BulkQuery<T>) running;
  }

  private static String name(BulkQuery<?> query) {
    return query.getClass().getSimpleName();
  }
}
