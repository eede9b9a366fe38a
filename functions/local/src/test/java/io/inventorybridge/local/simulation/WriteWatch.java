// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.KeyFacts;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.LedgerPosting;
import io.inventorybridge.ledger.LedgerTransaction;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.wiring.FunctionPorts;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks every write, and the conditions that must always hold after it. */
final class WriteWatch {
  private final FunctionPorts ports;
  private final Consumer<String> stored;
  private final Map<StockKey, StockRecord> last = new HashMap<>();

  /**
   * @param stored receives the key of every stored file
   */
  WriteWatch(FunctionPorts ports, Consumer<String> stored) {
    this.ports = ports;
    this.stored = stored;
  }

  /** Checks a call and its answer, and returns the answer. */
  Object after(Method method, Object[] arguments, Object answer) {
    switch (method.getName()) {
      case "post" -> {
        if (answer instanceof StockLedger.Posted) {
          switch (arguments[0]) {
            case LedgerPosting posting -> posted(posting);
            case LedgerTransaction ledgerTransaction ->
                ledgerTransaction.postings().forEach(this::posted);
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
        if (answer instanceof FileStore.Created created) {
          stored(created.file().key());
        }
      }
      case "replace" -> {
        if (answer instanceof FileStore.Replaced replaced) {
          stored(replaced.file().key());
        }
      }
      default -> {
        // reads, and records without conditions that always hold
      }
    }
    return answer;
  }

  private void stored(String key) {
    if (key.startsWith(BucketLayout.RESET)) {
      DeliveryId delivery = new DeliveryId(key.split("/", -1)[1]);
      // Invariant 14: accepted, split and recorded before any part is published.
      holds(
          ports.files().find(BucketLayout.manifest(delivery)).isPresent(),
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

  private void posted(LedgerPosting posting) {
    StockRecord now = posting.after();
    StockKey key = now.key();
    StockRecord before = last.put(key, now);
    long balance = before == null ? 0 : before.onHand().units();
    long sequence = before == null ? 0 : before.entries();
    for (LedgerEntry entry : posting.entries()) {
      holds(
          entry.sequence() == ++sequence && entry.onHandBefore().units() == balance,
          "an entry does not follow the one before: %s",
          entry);
      balance += entry.difference().units();
      if (entry.cause().type() == EntryCause.Type.VARIANCE
          || entry.cause().type() == EntryCause.Type.LATE_FACT) {
        // Invariant 1: never the variance without its reset.
        holds(isReset(before, posting, entry), "a variance without its reset: %s", entry);
      }
    }
    holds(
        now.onHand().units() == balance && now.entries() == sequence,
        "the balance is not the fold of its entries: %s",
        now);
    if (before != null && !(posting.fact() instanceof LedgerPosting.RemoveStatement)) {
      // Invariant 3; only an undo may go back.
      holds(
          now.newest().rank().compareTo(before.newest().rank()) >= 0
              && now.settled().baseline().rank().compareTo(before.settled().baseline().rank()) >= 0,
          "an older baseline replaced a newer one: %s",
          now);
    }
    KeyFacts facts = ports.ledger().facts(key, Instant.MIN);
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
  private static boolean isReset(
      @Nullable StockRecord before, LedgerPosting posting, LedgerEntry variance) {
    String delivery = variance.cause().reference();
    StockBaseline settled = posting.after().settled().baseline();
    return (before != null
            && before
                .pending()
                .filter(reset -> reset.baseline().delivery().equals(delivery))
                .isPresent())
        || (settled.delivery().equals(delivery) && settled.part().equals(StockBaseline.SWEEP));
  }
}
