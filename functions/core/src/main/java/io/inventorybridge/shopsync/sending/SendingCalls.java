// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.sending;

import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.outbox.OutboxCall.Answered;
import io.inventorybridge.shopsync.outbox.OutboxCall.Entry;
import io.inventorybridge.shopsync.outbox.OutboxCall.Sent;
import io.inventorybridge.shopsync.outbox.OutboxCall.Unsent;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Parked;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends outbox calls until their outcome is known, and records it in their pairs. A call without an
 * answer within {@code abandonAfter} is never sent again, and its pairs are uncertain.
 */
public final class SendingCalls {
  private static final int ATTEMPTS = 3;

  private final OnlineShop shop;
  private final CallOutbox outbox;
  private final PublishedPairRepository published;
  private final Supplier<PublishSettings> settings;
  private final BoundedParallelism boundedParallelism;
  private final BackoffPolicy backoff;
  private final InstantSource clock;

  public SendingCalls(
      OnlineShop shop,
      CallOutbox outbox,
      PublishedPairRepository published,
      Supplier<PublishSettings> settings,
      BoundedParallelism boundedParallelism,
      BackoffPolicy backoff,
      InstantSource clock) {
    this.shop = shop;
    this.outbox = outbox;
    this.published = published;
    this.settings = settings;
    this.boundedParallelism = boundedParallelism;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** The result of sending. */
  public sealed interface SendOutcome {}

  /**
   * The outcome is known; items in none of the sets were not written and may go into another call.
   */
  public record Known(
      Set<InventoryItemId> confirmed, List<Flag> flags, Set<InventoryItemId> uncertain)
      implements SendOutcome {}

  /** The call stays in the outbox for a later run. */
  public record Unknown() implements SendOutcome {}

  /** Completes the calls that earlier runs left. */
  public void completeEarlierCalls(SyncRun run) {
    for (OutboxCall call : outbox.open()) {
      if (!run.mayContinue()) {
        return;
      }
      switch (call.stage()) {
        // The call was never sent, and its numbers are old: another call will replace it.
        case Unsent unsent -> withdraw(run, call);
        case Sent sent -> sendAgain(run, call, sent);
        case Answered answered -> recordOutcome(run, call, answered);
      }
    }
  }

  /**
   * Reads the records of pairs, without references to closed calls. A stalled run may have recorded
   * a call after another run had withdrawn it; such a call was never sent.
   */
  public Map<ItemAtLocation, PublishedPair> records(Collection<ItemAtLocation> pairs) {
    Map<ItemAtLocation, PublishedPair> records = published.read(pairs);
    if (records.values().stream().allMatch(record -> record.open().isEmpty())) {
      return records;
    }
    Set<UUID> open =
        outbox.open().stream().map(call -> call.call().key()).collect(Collectors.toSet());
    Map<ItemAtLocation, PublishedPair> checked = new HashMap<>(records);
    records.forEach(
        (pair, record) -> {
          if (record.open().filter(call -> !open.contains(call)).isPresent()
              && published.store(record.notCorrected().open(Optional.empty()))
                  instanceof PublishedPairRepository.Stored stored) {
            checked.put(pair, stored.record());
          }
        });
    return checked;
  }

  // The call first gets another revision, so that a stalled run cannot send it.
  private SendOutcome withdraw(SyncRun run, OutboxCall call) {
    return answered(
        run, call, new Answered(call.createdAt(), Set.of(), List.of(), Set.of(), false));
  }

  /**
   * Stores a call in the outbox, records it as open at each of its pairs, and sends it.
   *
   * @param records of its pairs, as they were read for it
   */
  public SendOutcome send(
      SyncRun run, OutboxCall call, Map<ItemAtLocation, PublishedPair> records) {
    if (!(outbox.add(call, run.lease()) instanceof CallOutbox.Stored kept)) {
      return superseded(run);
    }
    Optional<UUID> key = Optional.of(call.call().key());
    List<PublishedPairRepository.PairOutcome> noted =
        boundedParallelism.each(
            call.pairs(),
            pair ->
                published.store(records.getOrDefault(pair, PublishedPair.unread(pair)).open(key)));
    if (noted.stream().anyMatch(PublishedPairRepository.VersionConflict.class::isInstance)) {
      withdraw(run, kept.call());
      return superseded(run);
    }
    return send(run, kept.call());
  }

  private SendOutcome sendAgain(SyncRun run, OutboxCall call, Sent sent) {
    if (isToBeAbandoned(call)) {
      return answered(
          run,
          call,
          new Answered(sent.last(), Set.of(), List.of(), Set.copyOf(call.call().items()), true));
    }
    return mayWrite() ? send(run, call) : new Unknown();
  }

  private boolean isToBeAbandoned(OutboxCall call) {
    return call.stage() instanceof Sent sent
        && !clock.instant().isBefore(sent.first().plus(settings.get().abandonAfter()));
  }

  private boolean mayWrite() {
    return settings.get().publish() == PublishSettings.Publish.LIVE;
  }

  private SendOutcome send(SyncRun run, OutboxCall frozen) {
    OutboxCall call = frozen;
    for (int attempt = 1; attempt <= ATTEMPTS && !isToBeAbandoned(call); attempt++) {
      if (!mayWrite()) {
        run.abort(new AbortReason.SwitchedOff());
        return new Unknown();
      }
      boolean first = call.stage() instanceof Unsent;
      if (!(outbox.replace(call.sending(clock.instant())) instanceof CallOutbox.Stored kept)) {
        return superseded(run);
      }
      call = kept.call();
      run.calls++;
      CallOutcome answer =
          switch (call.call()) {
            case ShopCall.Adjustment adjustment -> shop.adjust(adjustment);
            case ShopCall.Correction correction -> shop.set(correction);
          };
      if (answer instanceof CallOutcome.Refused refused) {
        run.abort(new AbortReason.Refused(refused.code(), refused.message()));
        // This says nothing about earlier sendings.
        return first ? withdraw(run, call) : new Unknown();
      }
      Optional<Answered> known = known(call, answer);
      if (known.isPresent()) {
        return answered(run, call, known.get());
      }
      if (attempt < ATTEMPTS) {
        backoff.pause(attempt);
      }
    }
    run.noteUnanswered();
    return new Unknown();
  }

  private static Optional<Answered> known(OutboxCall call, CallOutcome answer) {
    Set<InventoryItemId> all = Set.copyOf(call.call().items());
    Instant last = call.stage() instanceof Sent sent ? sent.last() : call.createdAt();
    return switch (answer) {
      case CallOutcome.Confirmed confirmed ->
          Optional.of(new Answered(last, all, List.of(), Set.of(), false));
      case CallOutcome.WroteNothing nothing ->
          Optional.of(new Answered(last, Set.of(), nothing.flags(), Set.of(), false));
      case CallOutcome.Partly partly ->
          Optional.of(
              new Answered(last, partly.confirmed(), partly.flags(), partly.uncertain(), false));
      case CallOutcome.KeyOfAnother other ->
          Optional.of(new Answered(last, Set.of(), List.of(), all, false));
      case CallOutcome.KeySpent spent ->
          Optional.of(new Answered(last, Set.of(), List.of(), Set.of(), false));
      case CallOutcome.Refused refused -> Optional.empty();
      case CallOutcome.InProgress busy -> Optional.empty();
      case CallOutcome.Unanswered silence -> Optional.empty();
    };
  }

  private SendOutcome answered(SyncRun run, OutboxCall call, Answered answered) {
    return outbox.replace(call.at(answered)) instanceof CallOutbox.Stored kept
        ? recordOutcome(run, kept.call(), answered)
        : superseded(run);
  }

  private static SendOutcome superseded(SyncRun run) {
    run.abort(new AbortReason.LeaseLost());
    return new Unknown();
  }

  // Another run may repeat this from any point: each pair applies the outcome once, and then no
  // longer has the call open.
  private SendOutcome recordOutcome(SyncRun run, OutboxCall call, Answered answered) {
    Map<ItemAtLocation, PublishedPair> records = published.read(call.pairs());
    Optional<UUID> key = Optional.of(call.call().key());
    boundedParallelism.each(
        call.entries(),
        entry ->
            Optional.ofNullable(records.get(call.pair(entry)))
                .filter(record -> record.open().equals(key))
                .map(record -> afterOutcome(call, entry, record, answered).open(Optional.empty()))
                .map(published::store));
    run.confirmed += answered.confirmed().size();
    run.uncertain += answered.uncertain().size();
    run.parked += refused(answered).size();
    return outbox.close(call) instanceof CallOutbox.VersionConflict
        ? superseded(run)
        : new Known(answered.confirmed(), answered.flags(), answered.uncertain());
  }

  private PublishedPair afterOutcome(
      OutboxCall call, Entry entry, PublishedPair record, Answered answered) {
    if (answered.confirmed().contains(entry.item())) {
      return switch (call.call()) {
        case ShopCall.Adjustment adjustment -> record.adjusted(entry, answered.last());
        case ShopCall.Correction correction -> record.corrected(entry, answered.last());
      };
    }
    if (answered.uncertain().contains(entry.item())) {
      return record.uncertain(answered.last().plus(settings.get().longestRequest()));
    }
    PublishedPair left =
        switch (call.call()) {
          case ShopCall.Adjustment adjustment -> record;
          case ShopCall.Correction correction -> record.notCorrected();
        };
    return answered.flags().stream()
        .filter(flag -> flag.reason() != Reason.STALE)
        .filter(flag -> flag.item().isEmpty() || flag.item().get().equals(entry.item()))
        .findFirst()
        .map(flag -> left.parked(Optional.of(Parked.of(flag, clock.instant()))))
        .orElse(left);
  }

  /** The items that the shop refused, except those for which it shows another number. */
  private static Set<InventoryItemId> refused(Answered answered) {
    Set<InventoryItemId> refused = new HashSet<>();
    answered.flags().stream()
        .filter(flag -> flag.reason() != Reason.STALE)
        .forEach(flag -> flag.item().ifPresent(refused::add));
    return refused;
  }
}
