// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What has changed and is not known to be published. A mark is set in the very write that changes a
 * number the shop might have to show, and says which version of the record that was; marks of one
 * record replace each other.
 *
 * <p>How to publish without losing one: read marks, <em>then</em> the pools; once what was read is
 * confirmed, or was confirmed before as it is, those marks are published. What was written
 * meanwhile has set newer marks, and they stay. A run that breaks off clears nothing and loses
 * nothing.
 *
 * <p>What changes all pairs sets no marks: everything is pending while {@link Pools#basis()} is not
 * {@link #everythingBy()}. Whoever is about to publish by another basis first calls {@link
 * #beginEverything}, walks all pairs, and at the end {@link #publishedEverything} with the basis by
 * which all of them were read.
 *
 * <p>Safe for use by many threads.
 */
public interface PendingChanges {
  /** Marks are kept in so many buckets, by product or item. */
  int BUCKETS = 32;

  /**
   * Some marks of a bucket. It may be a moment behind: what it misses it shows later.
   *
   * @param bucket from 0, below {@link #BUCKETS}
   * @param after empty for the first page, else {@link Page#next}
   */
  Page changedProducts(int bucket, Optional<String> after);

  /** Removes each mark, where it is still of that version or an older one. */
  void published(Collection<Change> changes);

  /** The basis by which every pair was published; empty where that is not so of any. */
  Optional<Basis> everythingBy();

  /** From now on not every pair is published by one basis. */
  void beginEverything();

  /** Every pair is published by this basis or, where changed since, marked. */
  void publishedEverything(Basis basis);

  /**
   * Some marks.
   *
   * @param next empty when this was the last page
   */
  record Page(List<Change> changes, Optional<String> next) {
    public Page {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A mark.
   *
   * @param record which record has changed, in words of the store's own
   * @param version of that record
   */
  record Change(Subject subject, String record, long version) {}

  /** Whose pools may have changed. */
  sealed interface Subject {
    /** All pairs of the product that has this UPCA. */
    record OfProduct(Upc upc) implements Subject {}

    /** All pairs of the item. */
    record OfItem(ItemId item) implements Subject {}
  }
}
