// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.Optional;

/**
 * When the tills of each store reported anything, to a quarter of an hour, so that a busy store
 * costs one write in that time. It tells which stores are silent; no number depends on it. Safe for
 * use by many threads. A failure of the store is a {@link io.inventorybridge.files.StorageFailure}.
 */
public interface StoreActivity {
  /** Notes nothing and knows nothing: for movements of the past that are taken in once more. */
  StoreActivity NONE =
      new StoreActivity() {
        @Override
        public void note(FacilityId store, Instant effective) {}

        @Override
        public Optional<Instant> latest(FacilityId store, Instant before) {
          return Optional.empty();
        }
      };

  /** Fits every time zone: all are apart by whole quarters. */
  long QUARTER_SECONDS = 900;

  /**
   * Notes that something reported by a till of the store took effect then. To be called before the
   * movement is taken in: should it fail, the whole call can be made again.
   */
  void note(FacilityId store, Instant effective);

  /** The beginning of the latest noted quarter that began before the moment. */
  Optional<Instant> latest(FacilityId store, Instant before);

  /** The beginning of the quarter of an hour in which a moment lies. */
  static Instant quarter(Instant moment) {
    return Instant.ofEpochSecond(
        Math.floorDiv(moment.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS);
  }
}
