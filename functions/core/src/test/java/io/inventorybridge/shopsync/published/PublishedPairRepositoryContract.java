// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPair.FirstReading;
import io.inventorybridge.shopsync.published.PublishedPair.Parked;
import io.inventorybridge.shopsync.published.PublishedPairRepository.Stored;
import io.inventorybridge.shopsync.published.PublishedPairRepository.VersionConflict;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of published pairs. */
public abstract class PublishedPairRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456789Z");
  private static final ItemAtLocation BOOT = pair(1);
  private static final ItemAtLocation SANDAL = pair(2);
  private static final Confirmed TEN =
      new Confirmed(10, new SellableVersion("v10"), NOON.minusSeconds(60));

  private PublishedPairRepository published;

  protected abstract PublishedPairRepository empty();

  @BeforeEach
  void open() {
    published = empty();
  }

  private static ItemAtLocation pair(int number) {
    return new ItemAtLocation(
        new InventoryItemId(Integer.toString(48_100_000 + number)), new ShopLocationId("9"));
  }

  private PublishedPair stored(PublishedPair record) {
    PublishedPairRepository.PairOutcome outcome = published.store(record);
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
                .confirmed(TEN, Optional.of(CanonicalUpc.of("2050000100017")))
                .withFirstReading(Optional.of(new FirstReading(NOON, -4, 2)))
                .parked(Optional.of(new Parked(Reason.NOT_ADJUSTABLE, "BUNDLE", "A bundle.", NOON)))
                .withActivation()
                .open(Optional.of(UUID.fromString("0b0f7c0e-1c55-5a86-8b53-1a9b6c8f2d10"))));
    assertThat(published.read(List.of(BOOT))).containsEntry(BOOT, record);
    PublishedPair uncertain = stored(record.uncertain(NOON));
    assertThat(published.read(List.of(BOOT))).containsEntry(BOOT, uncertain);
    assertThat(uncertain.last()).contains(TEN);
    PublishedPair never = stored(PublishedPair.unread(SANDAL).uncertain(NOON));
    assertThat(published.read(List.of(SANDAL))).containsEntry(SANDAL, never);
    assertThat(never.last()).isEmpty();
  }

  private void returns(PublishedPair record) {
    assertThat(published.read(List.of(record.pair()))).containsEntry(record.pair(), record);
    assertThat(allRecords()).contains(record);
  }

  @Test
  void standingStatesAreKeptWithTheirBeginning() {
    Map<StandingReason, Instant> since = new EnumMap<>(StandingReason.class);
    for (StandingReason reason : StandingReason.values()) {
      since.put(reason, NOON.minusSeconds(reason.ordinal()));
    }
    PublishedPair standing =
        stored(
            PublishedPair.unread(BOOT)
                .confirmed(TEN, Optional.empty())
                .with(new PairRemarks(since, Optional.empty())));
    assertThat(standing.remarks().since()).containsExactlyEntriesOf(since);
    returns(standing);
    PublishedPair ended = stored(standing.with(standing.remarks().standing(Map.of())));
    assertThat(ended.remarks().isEmpty()).isTrue();
    returns(ended);
  }

  @Test
  void anAcceptanceIsKeptFromItsRequestToItsOrders() {
    PublishedPair asked =
        stored(
            PublishedPair.unread(BOOT)
                .confirmed(TEN, Optional.empty())
                .with(new PairRemarks(Map.of(), Optional.of(new PairRemarks.Asked(NOON)))));
    returns(asked);
    assertThat(toBeRead()).containsExactly(BOOT);
    PairRemarks.Accepted accepted =
        new PairRemarks.Accepted(
            Map.of("5501", NOON.minusSeconds(9), "5502", NOON.minusSeconds(8)), -3);
    PublishedPair known =
        stored(
            asked.with(
                new PairRemarks(
                    Map.of(StandingReason.NOT_READABLE, NOON), Optional.of(accepted))));
    returns(known);
    assertThat(toBeRead()).isEmpty();
    PublishedPair withoutOrders =
        stored(known.with(known.remarks().with(Optional.of(new PairRemarks.Accepted(Map.of(), 0)))));
    returns(withoutOrders);
    returns(stored(withoutOrders.with(withoutOrders.remarks().with(Optional.empty()))));
  }

  private List<PublishedPair> allRecords() {
    List<PublishedPair> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      PublishedPairRepository.RecordPage page = published.all(after);
      found.addAll(page.records());
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  @Test
  void thePagesHoldEveryRecordOnce() {
    List<PublishedPair> stored = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      stored.add(stored(PublishedPair.unread(pair(number))));
    }
    assertThat(allRecords()).containsExactlyInAnyOrderElementsOf(stored);
    PublishedPair changed = stored(stored.removeFirst().confirmed(TEN, Optional.empty()));
    stored.add(changed);
    assertThat(allRecords()).containsExactlyInAnyOrderElementsOf(stored);
  }

  @Test
  void anOlderRevisionIsNotKept() {
    PublishedPair first = stored(PublishedPair.unread(BOOT));
    assertThat(published.store(PublishedPair.unread(BOOT))).isEqualTo(new VersionConflict());
    PublishedPair second = stored(first.confirmed(TEN, Optional.empty()));
    assertThat(published.store(first.uncertain(NOON))).isEqualTo(new VersionConflict());
    assertThat(published.read(List.of(BOOT))).containsEntry(BOOT, second);
  }

  @Test
  void aRevisionOfNothingIsNotKept() {
    assertThat(published.store(PublishedPair.unread(BOOT).withRevision(3)))
        .isEqualTo(new VersionConflict());
    assertThat(published.read(List.of(BOOT))).isEmpty();
  }

  private List<ItemAtLocation> toBeRead() {
    List<ItemAtLocation> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      PublishedPairRepository.Page page = published.toBeRead(after);
      all.addAll(page.pairs());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  @Test
  void anUnconfirmedPairIsToBeReadUntilItIsConfirmed() {
    PublishedPair boot = stored(PublishedPair.unread(BOOT));
    stored(PublishedPair.unread(SANDAL).confirmed(TEN, Optional.empty()));
    assertThat(toBeRead()).containsExactly(BOOT);
    boot = stored(boot.confirmed(TEN, Optional.empty()));
    assertThat(toBeRead()).isEmpty();
    boot = stored(boot.withFirstReading(Optional.of(new FirstReading(NOON, 9, 0))));
    assertThat(toBeRead()).containsExactly(BOOT);
    stored(boot.uncertain(NOON));
    assertThat(toBeRead()).containsExactly(BOOT);
  }

  @Test
  void pairsToBeReadAreListedCompletelyAndOnce() {
    List<ItemAtLocation> pairs = IntStream.rangeClosed(1, 250).mapToObj(it -> pair(it)).toList();
    pairs.forEach(pair -> stored(PublishedPair.unread(pair)));
    assertThat(toBeRead()).containsExactlyInAnyOrderElementsOf(pairs);
    assertThat(published.read(pairs)).hasSize(250);
  }
}
