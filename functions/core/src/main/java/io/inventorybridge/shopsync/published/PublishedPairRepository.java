// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

import io.inventorybridge.stock.ItemAtLocation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store of the known states of all pairs. Consistent except where stated otherwise; safe for
 * many threads.
 */
public interface PublishedPairRepository {
  /** Reads the existing records. */
  Map<ItemAtLocation, PublishedPair> read(Collection<ItemAtLocation> pairs);

  /** Stores a record in place of the revision that was read. */
  PairOutcome store(PublishedPair record);

  /**
   * Reads a page of the pairs that are {@link PublishedPair#isToBeRead to be read}. It may lag for
   * a moment.
   *
   * @param after empty for the first page
   */
  Page toBeRead(Optional<String> after);

  /**
   * Reads a page of all records, in an order that the implementation defines. Far cheaper than
   * reading as many records by their pairs. A record that changes meanwhile is read before or after
   * the change.
   *
   * @param after empty for the first page
   */
  RecordPage all(Optional<String> after);

  /** The result of a write. */
  sealed interface PairOutcome {}

  record Stored(PublishedPair record) implements PairOutcome {}

  /** Another run was first; nothing was written. */
  record VersionConflict() implements PairOutcome {}

  /**
   * A page of pairs.
   *
   * @param next empty on the last page
   */
  record Page(List<ItemAtLocation> pairs, Optional<String> next) {
    public Page {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * A page of records.
   *
   * @param next empty on the last page
   */
  record RecordPage(List<PublishedPair> records, Optional<String> next) {
    public RecordPage {
      records = List.copyOf(records);
    }
  }
}
