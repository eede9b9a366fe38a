// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPair.Parked;
import io.inventorybridge.sync.published.PublishedPair.Sighting;
import io.inventorybridge.sync.published.PublishedPairs.Overtaken;
import io.inventorybridge.sync.published.PublishedPairs.Stored;
import io.inventorybridge.sync.published.PublishedPairs.Walk;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of published pairs. */
public abstract class PublishedPairsContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456789Z");
  private static final Pair BOOT = pair(1);
  private static final Pair SANDAL = pair(2);
  private static final Exact TEN = new Exact(10, new PoolVersion("v10"), NOON.minusSeconds(60));

  private PublishedPairs published;

  protected abstract PublishedPairs empty();

  @BeforeEach
  void open() {
    published = empty();
  }

  private static Pair pair(int number) {
    return new Pair(new ItemId(Integer.toString(48_100_000 + number)), new LocationId("9"));
  }

  private PublishedPair stored(PublishedPair record) {
    PublishedPairs.Outcome outcome = published.store(record);
    assertThat(outcome).isInstanceOf(Stored.class);
    return ((Stored) outcome).record();
  }

  @Test
  void aPairThatWasNeverKeptHasNoRecord() {
    stored(PublishedPair.unread(BOOT));
    assertThat(published.read(List.of(BOOT, SANDAL))).containsOnlyKeys(BOOT);
  }

  @Test
  void everyFieldComesBack() {
    PublishedPair record =
        stored(
            PublishedPair.unread(BOOT)
                .exactly(TEN, Optional.of(Upc.of("2050000100017")))
                .seen(Optional.of(new Sighting(NOON, -4, 2)))
                .parked(Optional.of(new Parked(Reason.NOT_ADJUSTABLE, "BUNDLE", "A bundle.", NOON)))
                .activatedNow()
                .open(Optional.of(UUID.fromString("0b0f7c0e-1c55-5a86-8b53-1a9b6c8f2d10"))));
    assertThat(published.read(List.of(BOOT))).containsEntry(BOOT, record);
    PublishedPair uncertain = stored(record.uncertain(NOON));
    assertThat(published.read(List.of(BOOT))).containsEntry(BOOT, uncertain);
    assertThat(uncertain.last()).contains(TEN);
    PublishedPair never = stored(PublishedPair.unread(SANDAL).uncertain(NOON));
    assertThat(published.read(List.of(SANDAL))).containsEntry(SANDAL, never);
    assertThat(never.last()).isEmpty();
  }

  @Test
  void anOlderRevisionIsNotKept() {
    PublishedPair first = stored(PublishedPair.unread(BOOT));
    assertThat(published.store(PublishedPair.unread(BOOT))).isEqualTo(new Overtaken());
    PublishedPair second = stored(first.exactly(TEN, Optional.empty()));
    assertThat(published.store(first.uncertain(NOON))).isEqualTo(new Overtaken());
    assertThat(published.read(List.of(BOOT))).containsEntry(BOOT, second);
  }

  @Test
  void aRevisionOfNothingIsNotKept() {
    assertThat(published.store(PublishedPair.unread(BOOT).revised(3))).isEqualTo(new Overtaken());
    assertThat(published.read(List.of(BOOT))).isEmpty();
  }

  private List<Pair> toBeRead() {
    List<Pair> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      PublishedPairs.Page page = published.toBeRead(after);
      all.addAll(page.pairs());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  @Test
  void anUnconfirmedPairIsToBeReadUntilItIsConfirmed() {
    PublishedPair boot = stored(PublishedPair.unread(BOOT));
    stored(PublishedPair.unread(SANDAL).exactly(TEN, Optional.empty()));
    assertThat(toBeRead()).containsExactly(BOOT);
    boot = stored(boot.exactly(TEN, Optional.empty()));
    assertThat(toBeRead()).isEmpty();
    boot = stored(boot.seen(Optional.of(new Sighting(NOON, 9, 0))));
    assertThat(toBeRead()).containsExactly(BOOT);
    stored(boot.uncertain(NOON));
    assertThat(toBeRead()).containsExactly(BOOT);
  }

  @Test
  void pairsToBeReadAreListedCompletelyAndOnce() {
    List<Pair> pairs = IntStream.rangeClosed(1, 250).mapToObj(it -> pair(it)).toList();
    pairs.forEach(pair -> stored(PublishedPair.unread(pair)));
    assertThat(toBeRead()).containsExactlyInAnyOrderElementsOf(pairs);
    assertThat(published.read(pairs)).hasSize(250);
  }

  @Test
  void aWalkIsRememberedUntilItIsOver() {
    assertThat(published.walk()).isEmpty();
    Walk walk = new Walk(new Basis("b1"), Optional.of("here"));
    published.walked(Optional.of(walk));
    assertThat(published.walk()).contains(walk);
    published.walked(Optional.empty());
    assertThat(published.walk()).isEmpty();
  }
}
