// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.files.Files;
import io.inventorybridge.ledger.Cause;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.Facts;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.Posting;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.Together;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.wiring.Ports;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks every write, and the conditions that must always hold after it. */
final class Watch {
  private final Ports ports;
  private final Consumer<String> stored;
  private final Map<StockKey, StockRecord> last = new HashMap<>();

  /**
   * @param stored receives the key of every stored file
   */
  Watch(Ports ports, Consumer<String> stored) {
    this.ports = ports;
    this.stored = stored;
  }

  /** Checks a call and its answer, and returns the answer. */
  Object after(Method method, Object[] arguments, Object answer) {
    switch (method.getName()) {
      case "post" -> {
        if (answer instanceof Ledger.Posted) {
          switch (arguments[0]) {
            case Posting posting -> posted(posting);
            case Together together -> together.postings().forEach(this::posted);
            default -> throw new IllegalStateException("no posting: " + arguments[0]);
          }
        }
      }
      case "put" -> {
        if (arguments[0] instanceof String key) {
          stored(key);
        }
      }
      case "copy" -> stored((String) arguments[1]);
      case "create" -> {
        if (answer instanceof Files.Created created) {
          stored(created.file().key());
        }
      }
      default -> {
        // reads, and records without conditions that always hold
      }
    }
    return answer;
  }

  private void stored(String key) {
    if (key.startsWith(BucketKeys.RESET)) {
      DeliveryId delivery = new DeliveryId(key.split("/", -1)[1]);
      // Invariant 14: accepted, split and recorded before any part is published.
      holds(
          ports.files().find(BucketKeys.manifest(delivery)).isPresent(),
          "%s was sent on its way without a manifest",
          key);
      holds(
          ports
              .deliveries()
              .find(delivery)
              .filter(record -> record.status() != DeliveryRecord.Status.HELD)
              .filter(record -> record.status() != DeliveryRecord.Status.REFUSED)
              .isPresent(),
          "%s was sent on its way and its delivery was not accepted",
          key);
    }
    stored.accept(key);
  }

  private void posted(Posting posting) {
    StockRecord now = posting.after();
    StockKey key = now.key();
    StockRecord before = last.put(key, now);
    long balance = before == null ? 0 : before.onHand().units();
    long sequence = before == null ? 0 : before.entries();
    for (Entry entry : posting.entries()) {
      holds(
          entry.sequence() == ++sequence && entry.onHandBefore().units() == balance,
          "an entry does not follow the one before: %s",
          entry);
      balance += entry.difference().units();
      if (entry.cause().type() == Cause.Type.VARIANCE
          || entry.cause().type() == Cause.Type.LATE_FACT) {
        // Invariant 1: never the variance without its reset.
        holds(isReset(before, posting, entry), "a variance without its reset: %s", entry);
      }
    }
    holds(
        now.onHand().units() == balance && now.entries() == sequence,
        "the balance is not the fold of its entries: %s",
        now);
    if (before != null) {
      // Invariant 3.
      holds(
          now.newest().rank().compareTo(before.newest().rank()) >= 0
              && now.settled().baseline().rank().compareTo(before.settled().baseline().rank()) >= 0,
          "an older baseline replaced a newer one: %s",
          now);
    }
    Facts facts = ports.ledger().facts(key, Instant.MIN);
    holds(
        now.settledOnHand().equals(facts.onHand(key, now.settled().baseline())),
        "the settled number is not the equation on the settled baseline: %s",
        now);
    holds(
        now.onHand()
            .equals(
                now.pending()
                    .map(reset -> facts.target(reset.baseline()))
                    .orElse(now.settledOnHand())),
        "the balance is neither the target of the pending reset nor the settled number: %s",
        now);
  }

  private static void holds(boolean truth, String what, Object of) {
    if (!truth) {
      throw new WrongNumbers(what.formatted(of));
    }
  }

  // A load that swept its store above a pending reset is applied and settled in one write.
  private static boolean isReset(@Nullable StockRecord before, Posting posting, Entry variance) {
    String delivery = variance.cause().reference();
    Baseline settled = posting.after().settled().baseline();
    return (before != null
            && before
                .pending()
                .filter(reset -> reset.baseline().delivery().equals(delivery))
                .isPresent())
        || (settled.delivery().equals(delivery) && settled.part().equals(Baseline.SWEEP));
  }
}
