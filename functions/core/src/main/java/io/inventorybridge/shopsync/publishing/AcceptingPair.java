// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.shopsync.published.PairRemarks;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * An operator's word that the shop shows the right number of a pair whose orders do not tell how
 * many units they have taken. The next reading accepts the number; a later change of those orders
 * makes the pair unclear again.
 */
public final class AcceptingPair {
  private static final int ATTEMPTS = 5;

  private final PublishedPairRepository published;
  private final InstantSource clock;

  public AcceptingPair(PublishedPairRepository published, InstantSource clock) {
    this.published = published;
    this.clock = clock;
  }

  /**
   * Asks for the acceptance; may be repeated.
   *
   * @return why it is not possible, in one sentence; empty when it is asked for
   */
  public Optional<String> accept(ItemAtLocation pair) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      PublishedPair record = published.read(List.of(pair)).get(pair);
      if (record == null) {
        return Optional.of(
            "%s: no sync has met this pair; name it as item@location".formatted(pair));
      }
      if (!record.remarks().since().containsKey(StandingReason.NOT_READABLE)) {
        return Optional.of(
            "%s: the pair is readable, so there is nothing to accept".formatted(pair));
      }
      PairRemarks asked =
          record.remarks().with(Optional.of(new PairRemarks.Asked(clock.instant())));
      if (published.store(record.with(asked)) instanceof PublishedPairRepository.Stored) {
        return Optional.empty();
      }
    }
    return Optional.of("%s: a sync is writing this pair; try again".formatted(pair));
  }
}
