// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.sync.shop.Answer;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.BulkQuery;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.shop.ShopFailure;
import io.inventorybridge.sync.shop.ShopRefund;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The shop over a bad line: what can become of a call becomes of it. It remembers keys for a little
 * longer than an hour, as short as the protocol allows.
 */
final class TroubledShop implements Shop {
  private static final Duration MEMORY = Duration.ofMinutes(66);
  private static final int LONGEST_WAY = 90;

  /** What can go wrong. */
  enum Trouble {
    REQUEST_LOST("a request was lost"),
    REQUEST_LATE("a request arrived after its sender had given it up"),
    REPLY_LOST("a reply was lost"),
    IN_PROGRESS("the shop was still busy with the same call"),
    PARTLY("a reply said that only a part was written"),
    KEY_OF_ANOTHER("the shop took a key for another call's"),
    KEY_FAILED("a call failed, and its key with it"),
    REFUSED("an item was refused for a while"),
    THROTTLED("a call was throttled all the time"),
    READING_FAILED("a reading failed"),
    OUTAGE("a call met an outage of hours");

    final String sentence;

    Trouble(String sentence) {
      this.sentence = sentence;
    }
  }

  private record Remembered(Call call, Answer answer, Instant at) {}

  private final InMemoryShop real;
  private final Moments moments;
  private final Random random;
  private final Map<UUID, Remembered> keys = new HashMap<>();
  private final Set<String> landed = new HashSet<>();
  private final Consumer<Landing> listener;
  final Map<Trouble, Long> counts = new EnumMap<>(Trouble.class);

  /** Of a thousand calls, how many go wrong. */
  int trouble;

  Instant outageUntil = Instant.MIN;
  final Set<ItemId> refused = new HashSet<>();

  /** A part of a call was written. */
  record Landing(Call call, ItemId item) {}

  TroubledShop(InMemoryShop real, Moments moments, Random random, Consumer<Landing> listener) {
    this.real = real;
    this.moments = moments;
    this.random = random;
    this.listener = listener;
  }

  /** Whether this part of the call stands, or once stood, in the shop. */
  boolean hasLanded(UUID key, ItemId item) {
    return landed.contains(key + " " + item);
  }

  @Override
  public Answer adjust(Call.Adjustment call) {
    return answer(call);
  }

  @Override
  public Answer set(Call.Correction call) {
    return answer(call);
  }

  private boolean is(Trouble kind, boolean happens) {
    if (happens) {
      counts.merge(kind, 1L, Long::sum);
    }
    return happens;
  }

  private Answer answer(Call call) {
    if (is(Trouble.OUTAGE, moments.instant().isBefore(outageUntil))) {
      if (random.nextBoolean()) {
        write(call, false);
      }
      return new Answer.Unanswered("outage");
    }
    if (random.nextInt(1_000) >= trouble) {
      return write(call, false);
    }
    return switch (random.nextInt(9)) {
      case 0 -> {
        is(Trouble.REQUEST_LOST, true);
        yield new Answer.Unanswered("lost");
      }
      case 1 -> {
        is(Trouble.REQUEST_LATE, true);
        moments.in(Duration.ofSeconds(random.nextInt(LONGEST_WAY)), () -> write(call, false));
        yield new Answer.Unanswered("late");
      }
      case 2, 3 -> {
        is(Trouble.REPLY_LOST, true);
        write(call, false);
        yield new Answer.Unanswered("lost");
      }
      case 4 -> {
        is(Trouble.IN_PROGRESS, true);
        write(call, false);
        yield new Answer.InProgress();
      }
      case 5 -> {
        is(Trouble.PARTLY, true);
        yield write(call, true);
      }
      case 6 -> {
        is(Trouble.KEY_OF_ANOTHER, true);
        if (random.nextBoolean()) {
          write(call, false);
        }
        yield new Answer.KeyOfAnother();
      }
      case 7 -> {
        Remembered before = remembered(call);
        if (before != null) {
          yield write(call, false);
        }
        is(Trouble.KEY_FAILED, true);
        remember(call, new Answer.KeySpent());
        yield new Answer.Unanswered("failed");
      }
      default -> {
        is(Trouble.THROTTLED, true);
        yield new Answer.Unanswered("throttled");
      }
    };
  }

  private Remembered remembered(Call call) {
    Remembered before = keys.get(call.key());
    return before != null && before.at().plus(MEMORY).isAfter(moments.instant()) ? before : null;
  }

  private void remember(Call call, Answer answer) {
    keys.put(call.key(), new Remembered(call, answer, moments.instant()));
  }

  private Answer write(Call call, boolean partly) {
    Remembered before = remembered(call);
    if (before != null) {
      if (!before.call().equals(call)) {
        throw new Wrong("a key was used for another call: " + call);
      }
      return before.answer() instanceof Answer.WroteNothing
          ? new Answer.KeySpent()
          : before.answer();
    }
    Answer answer = partly && call.items().size() > 1 ? part(call) : whole(call);
    remember(call, answer);
    return answer;
  }

  private Answer whole(Call call) {
    List<Flag> flags = new ArrayList<>();
    for (ItemId item : call.items()) {
      if (is(Trouble.REFUSED, refused.contains(item))) {
        flags.add(new Flag(Optional.of(item), Reason.NOT_ADJUSTABLE, "REFUSED", "refused"));
      } else if (isStale(call, item)) {
        flags.add(new Flag(Optional.of(item), Reason.STALE, "STALE", "stale"));
      }
    }
    if (!flags.isEmpty()) {
      return new Answer.WroteNothing(flags);
    }
    call.items().forEach(item -> land(call, item));
    return new Answer.Confirmed();
  }

  private Answer part(Call call) {
    Set<ItemId> confirmed = new HashSet<>();
    List<Flag> flags = new ArrayList<>();
    Set<ItemId> uncertain = new HashSet<>();
    for (ItemId item : call.items()) {
      if (isStale(call, item)) {
        flags.add(new Flag(Optional.of(item), Reason.STALE, "STALE", "stale"));
        continue;
      }
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          land(call, item);
          confirmed.add(item);
        }
        case 2 -> {
          land(call, item);
          uncertain.add(item);
        }
        default -> uncertain.add(item);
      }
    }
    return new Answer.Partly(confirmed, flags, uncertain);
  }

  private boolean isStale(Call call, ItemId item) {
    return call instanceof Call.Correction correction
        && correction.targets().stream()
            .filter(it -> it.item().equals(item))
            .flatMap(it -> it.read().stream())
            .anyMatch(
                read -> !read.equals(real.shown(new Pair(item, call.location())).available()));
  }

  private void land(Call call, ItemId item) {
    UUID once = new UUID(random.nextLong(), random.nextLong());
    Answer answer =
        switch (call) {
          case Call.Adjustment all ->
              real.adjust(
                  new Call.Adjustment(
                      once,
                      all.location(),
                      all.reference(),
                      all.changes().stream().filter(it -> it.item().equals(item)).toList()));
          case Call.Correction all ->
              real.set(
                  new Call.Correction(
                      once,
                      all.location(),
                      all.reference(),
                      all.targets().stream().filter(it -> it.item().equals(item)).toList()));
        };
    if (!(answer instanceof Answer.Confirmed)) {
      throw new IllegalStateException("the shop in memory: " + answer);
    }
    if (!landed.add(call.key() + " " + item)) {
      throw new Wrong("written twice: " + call);
    }
    listener.accept(new Landing(call, item));
  }

  private void mayFail() {
    boolean outage = moments.instant().isBefore(outageUntil);
    if (is(Trouble.READING_FAILED, outage || random.nextInt(4_000) < Math.min(trouble, 60))) {
      throw new ShopFailure("no reply");
    }
  }

  @Override
  public Activation activate(UUID key, Pair pair) {
    if (random.nextInt(1_000) < trouble) {
      return new ActivationUnanswered("lost");
    }
    return real.activate(key, pair);
  }

  @Override
  public Map<ItemId, Reading> levels(LocationId location, Collection<ItemId> items) {
    mayFail();
    return real.levels(location, items);
  }

  @Override
  public Start start(BulkQuery<?> query) {
    return random.nextInt(1_000) < trouble ? new Occupied("others") : real.start(query);
  }

  @Override
  public State poll(BulkId operation) {
    mayFail();
    return random.nextInt(10) == 0 ? new Running(1) : real.poll(operation);
  }

  @Override
  public <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each) {
    mayFail();
    real.download(query, result, each);
  }

  @Override
  public List<ShopRefund> refunds(String order) {
    mayFail();
    return real.refunds(order);
  }

  @Override
  public List<ShopLocation> locations() {
    return real.locations();
  }

  @Override
  public Set<String> permissions() {
    return real.permissions();
  }
}
