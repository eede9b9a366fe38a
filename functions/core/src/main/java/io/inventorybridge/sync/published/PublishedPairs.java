// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.published;

import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.shop.Pair;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of all pairs. Consistent but where it says otherwise; safe for many threads. */
public interface PublishedPairs {
  /** The records that there are. */
  Map<Pair, PublishedPair> read(Collection<Pair> pairs);

  /** Keeps a record in place of the revision that was read. */
  Outcome store(PublishedPair record);

  /**
   * Some of the pairs that are {@link PublishedPair#isToBeRead to be read}. It may be a moment
   * behind.
   *
   * @param after empty for the first page
   */
  Page toBeRead(Optional<String> after);

  /** How far the walk through all pairs is, empty when none is under way. */
  Optional<Walk> walk();

  void walked(Optional<Walk> walk);

  /** How writing ended. */
  sealed interface Outcome {}

  record Stored(PublishedPair record) implements Outcome {}

  /** Another run was there first; nothing was written. */
  record Overtaken() implements Outcome {}

  /**
   * Some pairs.
   *
   * @param next empty when this was the last page
   */
  record Page(List<Pair> pairs, Optional<String> next) {
    public Page {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * A walk through all pairs.
   *
   * @param after the page to go on from, empty for the first one
   */
  record Walk(Basis basis, Optional<String> after) {}
}
