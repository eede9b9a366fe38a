// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.trouble;

import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Change markers, the newest of which may be hidden for a moment, as with an index. */
public final class LateMarks implements PendingChanges {
  private static final Duration BEHIND = Duration.ofSeconds(5);

  private final PendingChanges real;
  private final InstantSource clock;
  private final Random random;
  private final Faults faults;
  private final Map<Change, Instant> met = new HashMap<>();

  public LateMarks(PendingChanges real, InstantSource clock, Random random, Faults faults) {
    this.real = real;
    this.clock = clock;
    this.random = random;
    this.faults = faults;
  }

  @Override
  public Page changedProducts(int bucket, Optional<String> after) {
    Page page = real.changedProducts(bucket, after);
    if (page.changes().isEmpty() || random.nextInt(3) > 0) {
      return page;
    }
    return new Page(page.changes().stream().filter(this::isSeen).toList(), page.next());
  }

  private boolean isSeen(Change change) {
    Instant first = met.computeIfAbsent(change, it -> clock.instant());
    boolean hidden = clock.instant().isBefore(first.plus(BEHIND));
    if (hidden) {
      faults.note(Fault.MARK_HIDDEN);
    }
    return !hidden;
  }

  @Override
  public void published(Collection<Change> changes) {
    real.published(changes);
  }

  @Override
  public Optional<Basis> everythingBy() {
    return real.everythingBy();
  }

  @Override
  public void beginEverything() {
    real.beginEverything();
  }

  @Override
  public void publishedEverything(Basis basis) {
    real.publishedEverything(basis);
  }
}
