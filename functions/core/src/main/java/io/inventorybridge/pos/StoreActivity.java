// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.Optional;

/**
 * The times at which the POS of each store reported anything, to a quarter of an hour, so that a
 * busy store costs one write in that time. They tell which stores are silent; no number depends on
 * them. Safe for use by many threads. A failure of the store is a {@link
 * io.inventorybridge.support.files.StorageFailure}.
 */
public interface StoreActivity {
  /** Records nothing and knows nothing, for past movements that are applied again. */
  StoreActivity NONE =
      new StoreActivity() {
        @Override
        public void note(FacilityId store, Instant effective) {}

        @Override
        public Optional<Instant> latest(FacilityId store, Instant before) {
          return Optional.empty();
        }
      };

  /** Fits every time zone: their offsets are multiples of quarters of an hour. */
  long QUARTER_SECONDS = 900;

  /**
   * Records the effective time of something that a store's POS reported. Called before the movement
   * is applied: after a failure the whole call can be repeated.
   */
  void note(FacilityId store, Instant effective);

  /** The start of the latest recorded quarter that began before the given time. */
  Optional<Instant> latest(FacilityId store, Instant before);

  /** The start of the quarter of an hour that contains a time. */
  static Instant quarter(Instant moment) {
    return Instant.ofEpochSecond(
        Math.floorDiv(moment.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS);
  }
}
