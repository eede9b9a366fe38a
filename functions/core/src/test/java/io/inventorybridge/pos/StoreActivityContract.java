// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of POS activity. */
public abstract class StoreActivityContract {
  private static final FacilityId STORE = new FacilityId("SVC21");
  private static final FacilityId OTHER = new FacilityId("SVC2");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private StoreActivity activity;

  /** One without recorded activity. */
  protected abstract StoreActivity empty();

  @BeforeEach
  void begin() {
    activity = empty();
  }

  @Test
  void aStoreOfWhichNothingWasNotedHasNoLatest() {
    activity.note(OTHER, NOON);
    assertThat(activity.latest(STORE, NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void theLatestIsTheQuarterOfAnHourThatBeganBeforeTheMoment() {
    activity.note(STORE, NOON.plusSeconds(899));
    activity.note(STORE, NOON.minusSeconds(7_200));
    activity.note(STORE, NOON.plusSeconds(3_700));
    assertThat(activity.latest(STORE, NOON)).contains(NOON.minusSeconds(7_200));
    assertThat(activity.latest(STORE, NOON.plusSeconds(1))).contains(NOON);
    assertThat(activity.latest(STORE, Instant.parse("2027-01-01T00:00:00Z")))
        .contains(NOON.plusSeconds(3_600));
  }

  @Test
  void notingTwiceIsNotingOnce() {
    activity.note(STORE, NOON);
    activity.note(STORE, NOON);
    activity.note(STORE, NOON.plusSeconds(5));
    assertThat(activity.latest(STORE, NOON.plusSeconds(60))).contains(NOON);
  }
}
