// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sum as it is remembered. It is trusted once the pair was counted with it twice, some time
 * apart: an order that the shop's index does not return yet gives the same sum as a lost unit.
 *
 * @param since when the pair was first counted with it
 */
public record RememberedSum(AgreedSum sum, Instant since, boolean trusted) {
  /** Longer than the lag of the shop's index. */
  private static final Duration LAG = Duration.ofHours(1);

  /** Remembers a sum that was counted now; empty when nothing has to be remembered. */
  public static Optional<RememberedSum> of(
      AgreedSum counted, Instant readAt, Optional<RememberedSum> before) {
    if (counted.equals(AgreedSum.NOTHING)) {
      return Optional.empty();
    }
    return before
        .filter(it -> it.sum().equals(counted))
        .map(
            it ->
                new RememberedSum(
                    counted, it.since(), it.trusted() || readAt.isAfter(it.since().plus(LAG))))
        .or(() -> Optional.of(new RememberedSum(counted, readAt, false)));
  }
}
