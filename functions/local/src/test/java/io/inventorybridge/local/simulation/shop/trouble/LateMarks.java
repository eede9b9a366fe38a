// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

import io.inventorybridge.availability.ChangeMarkers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Change markers, the newest of which may be hidden for a moment, as with an index. */
public final class LateMarks implements ChangeMarkers {
  private static final Duration BEHIND = Duration.ofSeconds(5);

  private final ChangeMarkers real;
  private final InstantSource clock;
  private final Random random;
  private final FaultCounts faults;
  private final Map<ChangeMarker, Instant> met = new HashMap<>();

  public LateMarks(ChangeMarkers real, InstantSource clock, Random random, FaultCounts faults) {
    this.real = real;
    this.clock = clock;
    this.random = random;
    this.faults = faults;
  }

  @Override
  public Page markers(int bucket, Optional<String> after) {
    Page page = real.markers(bucket, after);
    if (page.changes().isEmpty() || random.nextInt(3) > 0) {
      return page;
    }
    return new Page(page.changes().stream().filter(this::isSeen).toList(), page.next());
  }

  private boolean isSeen(ChangeMarker change) {
    Instant first = met.computeIfAbsent(change, it -> clock.instant());
    boolean hidden = clock.instant().isBefore(first.plus(BEHIND));
    if (hidden) {
      faults.note(PublishingFault.MARK_HIDDEN);
    }
    return !hidden;
  }

  @Override
  public void clear(Collection<ChangeMarker> changes) {
    real.clear(changes);
  }

  @Override
  public void mark(Collection<ChangeMarker> changes) {
    real.mark(changes);
  }
}
