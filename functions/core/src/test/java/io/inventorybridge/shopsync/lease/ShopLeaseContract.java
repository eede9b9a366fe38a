// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.shopsync.lease.ShopLease.Granted;
import io.inventorybridge.shopsync.lease.ShopLease.Held;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every lease. */
public abstract class ShopLeaseContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(300);

  private ShopLease leases;

  protected abstract ShopLease empty();

  @BeforeEach
  void open() {
    leases = empty();
  }

  private WriteLease taken(String holder, Instant now, Instant until) {
    return ((Granted) leases.take(holder, now, until)).lease();
  }

  @Test
  void oneRunHasItUntilItEnds() {
    taken("one", NOON, LATER);
    assertThat(leases.take("two", NOON.plusSeconds(299), LATER)).isEqualTo(new Held("one", LATER));
    assertThat(leases.take("two", LATER, LATER.plusSeconds(1))).isInstanceOf(Granted.class);
  }

  @Test
  void everyGrantHasAnotherTerm() {
    WriteLease one = taken("one", NOON, LATER);
    leases.release(one);
    assertThat(taken("one", NOON, LATER).term()).isGreaterThan(one.term());
  }

  @Test
  void aReleasedLeaseIsFreeAtOnce() {
    leases.release(taken("one", NOON, LATER));
    assertThat(leases.take("two", NOON, LATER)).isInstanceOf(Granted.class);
  }

  @Test
  void itIsRenewedAlsoAfterItsEndUnlessAnotherRunHasTakenIt() {
    WriteLease one = taken("one", NOON, LATER);
    Instant until = LATER.plusSeconds(60);
    assertThat(leases.renew(one, until))
        .isEqualTo(new Granted(new WriteLease("one", one.term(), until)));
    assertThat(leases.take("two", LATER, until)).isEqualTo(new Held("one", until));
  }

  @Test
  void aSupersededLeaseIsNeitherRenewedNorReleased() {
    WriteLease one = taken("one", NOON, LATER);
    taken("two", LATER, LATER.plusSeconds(60));
    assertThat(leases.renew(one, LATER.plusSeconds(99)))
        .isEqualTo(new Held("two", LATER.plusSeconds(60)));
    leases.release(one);
    assertThat(leases.take("three", LATER, LATER))
        .isEqualTo(new Held("two", LATER.plusSeconds(60)));
  }
}
