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
 * <p>A change of all pairs sets no markers: everything is pending while {@link
 * SellableTargets#inputsVersion()} differs from {@link #fullyPublishedVersion()}. To publish with
 * another version of the inputs, call {@link #beginFullPublication}, visit all pairs, and call
 * {@link #completeFullPublication} with the version with which all of them were read.
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

  /** The version of the inputs with which every pair was published; empty if they differ. */
  Optional<InputsVersion> fullyPublishedVersion();

  /** Records that from now on the pairs are not all published with one version of the inputs. */
  void beginFullPublication();

  /** Records that every pair was published with this version or, if changed since, has a marker. */
  void completeFullPublication(InputsVersion inputsVersion);

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
