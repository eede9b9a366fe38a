// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The changes that are not known to be published. Every write that changes a sellable target also
 * sets a change marker with the version of the written record. A newer marker of the same record
 * replaces the older one.
 *
 * <p>To publish without losing a change, read the markers, <em>then</em> the sellable targets. Once
 * these targets are confirmed, clear the markers that were read. Later writes have set newer
 * markers, and those stay. An interrupted run clears nothing and loses nothing.
 *
 * <p>A change of the calculation inputs marks the products whose numbers may differ; see the
 * package {@code availability.change}.
 *
 * <p>Safe for use by many threads.
 */
public interface ChangeMarkers {
  /** The number of buckets of change markers, by product or item. */
  int BUCKETS = 32;

  /**
   * Reads a page of a bucket's markers. It may lag for a moment; a missed marker appears later.
   *
   * @param bucket from 0, below {@link #BUCKETS}
   * @param after empty for the first page, else {@link Page#next}
   */
  Page markers(int bucket, Optional<String> after);

  /** Clears each marker that still has this version or an older one. */
  void clear(Collection<ChangeMarker> changes);

  /** Sets these markers in place of those of the same record. */
  void mark(Collection<ChangeMarker> changes);

  /**
   * A page of markers.
   *
   * @param next empty on the last page
   */
  record Page(List<ChangeMarker> changes, Optional<String> next) {
    public Page {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A change marker.
   *
   * @param record names the changed record; the store defines the names
   * @param version of that record
   */
  record ChangeMarker(Subject subject, String record, long version) {}

  /** The pairs whose sellable targets may have changed. */
  sealed interface Subject {
    /** All pairs of the product that has this UPCA. */
    record OfProduct(CanonicalUpc upc) implements Subject {}

    /** All pairs of the item. */
    record OfItem(InventoryItemId item) implements Subject {}
  }
}
