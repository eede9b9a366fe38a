// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
 * The shop over an unreliable connection, with every fault that a call can have. It remembers keys
 * for a little longer than an hour, as short as the protocol allows.
 */
public final class TroubledShop implements OnlineShop {
  private static final Duration MEMORY = Duration.ofMinutes(66);
  private static final int LONGEST_WAY = 90;

  /** Seconds; less than the time between two readings. */
  private static final int LONGEST_LAG = 8 * 60;

  /** A change, and the time from which the index has it. */
  private record Indexed(Instant at, Instant from) {}

  private record Remembered(ShopCall call, CallOutcome answer, Instant at) {}

  private final DirectShop real;
  private final SimulatedTime moments;
  private final Random random;
  private final Map<UUID, Remembered> keys = new HashMap<>();
  private final Set<String> landed = new HashSet<>();
  private final Consumer<Landing> listener;
  private final FaultCounts faults;
  private final Map<String, List<Indexed>> orderIndex = new HashMap<>();
  private final Map<String, List<Indexed>> fulfilmentIndex = new HashMap<>();
  private Instant levelsAsked = Instant.MAX;
  private final Map<BulkId, Instant> asked = new HashMap<>();

  /** Of a thousand calls, the number that fail. */
  public int trouble;

  /** Of a hundred changes of orders, the number that reach the shop's index late. */
  public int lag;

  public Instant outageUntil = Instant.MIN;
  public final Set<InventoryItemId> refused = new HashSet<>();

  /** A part of a call was written. */
  public record Landing(ShopCall call, InventoryItemId item, long before) {
    public ItemAtLocation pair() {
      return new ItemAtLocation(item, call.location());
    }
  }

  public TroubledShop(
      DirectShop real,
      SimulatedTime moments,
      Random random,
      FaultCounts faults,
      Consumer<Landing> listener) {
    this.real = real;
    this.faults = faults;
    this.moments = moments;
    this.random = random;
    this.listener = listener;
  }

  /** Tells whether the shop has, or once had, this part of the call. */
  public boolean hasLanded(UUID key, InventoryItemId item) {
    return landed.contains(key + " " + item);
  }

  /** An order has changed; the index has the change now, or later. */
  public void changed(String order) {
    orderIndex.computeIfAbsent(order, it -> new ArrayList<>()).add(indexed());
    fulfilmentIndex.computeIfAbsent(order, it -> new ArrayList<>()).add(indexed());
  }

  private Indexed indexed() {
    boolean late = random.nextInt(100) < lag;
    Instant now = moments.instant();
    return new Indexed(now, now.plusSeconds(late ? random.nextInt(LONGEST_LAG) : 0));
  }

  @Override
  public CallOutcome adjust(ShopCall.Adjustment call) {
    return answer(call);
  }

  @Override
  public CallOutcome set(ShopCall.Correction call) {
    return answer(call);
  }

  private boolean is(PublishingFault kind, boolean happens) {
    if (happens) {
      faults.note(kind);
    }
    return happens;
  }

  private CallOutcome answer(ShopCall call) {
    if (is(PublishingFault.OUTAGE, moments.instant().isBefore(outageUntil))) {
      if (random.nextBoolean()) {
        write(call, false);
      }
      return new CallOutcome.Unanswered("outage");
    }
    if (random.nextInt(1_000) >= trouble) {
      return write(call, false);
    }
    return switch (random.nextInt(9)) {
      case 0 -> {
        is(PublishingFault.REQUEST_LOST, true);
        yield new CallOutcome.Unanswered("lost");
      }
      case 1 -> {
        is(PublishingFault.REQUEST_LATE, true);
        moments.in(Duration.ofSeconds(random.nextInt(LONGEST_WAY)), () -> write(call, false));
        yield new CallOutcome.Unanswered("late");
      }
      case 2, 3 -> {
        is(PublishingFault.REPLY_LOST, true);
        write(call, false);
        yield new CallOutcome.Unanswered("lost");
      }
      case 4 -> {
        is(PublishingFault.IN_PROGRESS, true);
        write(call, false);
        yield new CallOutcome.InProgress();
      }
      case 5 -> {
        is(PublishingFault.PARTLY, call.items().size() > 1);
        yield write(call, true);
      }
      case 6 -> {
        is(PublishingFault.KEY_OF_ANOTHER, true);
        if (random.nextBoolean()) {
          write(call, false);
        }
        yield new CallOutcome.KeyOfAnother();
      }
      case 7 -> {
        Remembered before = remembered(call);
        if (before != null) {
          yield write(call, false);
        }
        is(PublishingFault.KEY_FAILED, true);
        remember(call, new CallOutcome.KeySpent());
        yield new CallOutcome.Unanswered("failed");
      }
      default -> {
        is(PublishingFault.THROTTLED, true);
        yield new CallOutcome.Unanswered("throttled");
      }
    };
  }

  private Remembered remembered(ShopCall call) {
    Remembered before = keys.get(call.key());
    return before != null && before.at().plus(MEMORY).isAfter(moments.instant()) ? before : null;
  }

  private void remember(ShopCall call, CallOutcome answer) {
    keys.put(call.key(), new Remembered(call, answer, moments.instant()));
  }

  private CallOutcome write(ShopCall call, boolean partly) {
    Remembered before = remembered(call);
    if (before != null) {
      if (!before.call().equals(call)) {
        throw new InvariantViolation("a key was used for another call: " + call);
      }
      return before.answer() instanceof CallOutcome.WroteNothing
          ? new CallOutcome.KeySpent()
          : before.answer();
    }
    CallOutcome answer = partly && call.items().size() > 1 ? part(call) : whole(call);
    remember(call, answer);
    return answer;
  }

  private CallOutcome whole(ShopCall call) {
    List<Flag> flags = new ArrayList<>();
    for (InventoryItemId item : call.items()) {
      if (is(PublishingFault.REFUSED, refused.contains(item))) {
        flags.add(new Flag(Optional.of(item), Reason.NOT_ADJUSTABLE, "REFUSED", "refused"));
      } else {
        real.flag(call, item).ifPresent(flags::add);
      }
    }
    if (!flags.isEmpty()) {
      return new CallOutcome.WroteNothing(flags);
    }
    call.items().forEach(item -> land(call, item));
    return new CallOutcome.Confirmed();
  }

  private CallOutcome part(ShopCall call) {
    Set<InventoryItemId> confirmed = new HashSet<>();
    List<Flag> flags = new ArrayList<>();
    Set<InventoryItemId> uncertain = new HashSet<>();
    for (InventoryItemId item : call.items()) {
      Optional<Flag> flag = real.flag(call, item);
      if (flag.isPresent()) {
        flags.add(flag.get());
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
    return new CallOutcome.Partly(confirmed, flags, uncertain);
  }

  private void land(ShopCall call, InventoryItemId item) {
    UUID once = call.key();
    long before = real.available(new ItemAtLocation(item, call.location()));
    CallOutcome answer =
        switch (call) {
          case ShopCall.Adjustment all ->
              real.adjust(
                  new ShopCall.Adjustment(
                      once,
                      all.location(),
                      all.reference(),
                      all.changes().stream().filter(it -> it.item().equals(item)).toList()));
          case ShopCall.Correction all ->
              real.set(
                  new ShopCall.Correction(
                      once,
                      all.location(),
                      all.reference(),
                      all.targets().stream().filter(it -> it.item().equals(item)).toList()));
        };
    if (!(answer instanceof CallOutcome.Confirmed)) {
      throw new IllegalStateException("the shop: " + answer);
    }
    if (!landed.add(call.key() + " " + item)) {
      throw new InvariantViolation("written twice: " + call);
    }
    listener.accept(new Landing(call, item, before));
  }

  private void mayFail() {
    boolean outage = moments.instant().isBefore(outageUntil);
    if (is(
        PublishingFault.READING_FAILED, outage || random.nextInt(4_000) < Math.min(trouble, 60))) {
      throw new ShopFailure("no reply");
    }
  }

  @Override
  public Activation activate(UUID key, ItemAtLocation pair) {
    if (is(PublishingFault.ACTIVATION_LOST, random.nextInt(1_000) < trouble)) {
      return new ActivationUnanswered("lost");
    }
    return real.activate(key, pair);
  }

  @Override
  public Map<InventoryItemId, LevelReading> levels(
      ShopLocationId location, Collection<InventoryItemId> items) {
    mayFail();
    return real.levels(location, items);
  }

  @Override
  public BulkStart start(BulkQuery<?> query) {
    if (is(PublishingFault.QUERY_WAITED, random.nextInt(1_000) < trouble)) {
      return new Occupied("others");
    }
    BulkStart start = real.start(query);
    if (start instanceof Started started) {
      asked.put(started.operation(), moments.instant());
      if (query instanceof BulkQuery.Levels) {
        levelsAsked = moments.instant();
      }
    }
    return start;
  }

  /** The time at which the last bulk query for levels was started. */
  public Instant levelsAsked() {
    return levelsAsked;
  }

  @Override
  public BulkState poll(BulkId operation) {
    mayFail();
    return random.nextInt(10) == 0 ? new Running(1) : real.poll(operation);
  }

  @Override
  public <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each) {
    mayFail();
    BulkId operation = new BulkId(result.result().orElseThrow().getSchemeSpecificPart());
    Instant when = asked.get(operation);
    real.download(
        query,
        result,
        found -> {
          if (isFound(query, found, when)) {
            each.accept(found);
          }
        });
  }

  private boolean isFound(BulkQuery<?> query, Object found, Instant when) {
    return switch (query) {
      case BulkQuery.Orders orders ->
          isFound(orderIndex.get(((ShopOrder) found).order()), orders.updatedSince(), when);
      case BulkQuery.Fulfillments parts ->
          isFound(
              fulfilmentIndex.get(((ShopFulfillment) found).order()), parts.updatedSince(), when);
      default -> true;
    };
  }

  // The index finds an order by the last change that it has; a found order is up to date.
  private boolean isFound(List<Indexed> changes, Instant since, Instant when) {
    List<Indexed> there = changes.stream().filter(it -> !it.from().isAfter(when)).toList();
    if (there.stream().anyMatch(it -> !it.at().isBefore(since))) {
      return true;
    }
    faults.note(there.isEmpty() ? PublishingFault.ORDER_HIDDEN : PublishingFault.CHANGE_HIDDEN);
    return false;
  }

  @Override
  public List<ShopRefund> refunds(String order) {
    mayFail();
    return real.refunds(order);
  }

  @Override
  public List<ShopDisposition> dispositions(String order) {
    mayFail();
    return real.dispositions(order);
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
