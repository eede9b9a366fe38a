// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All interleavings of the calls of several writers to one ledger. Each interleaving is run from
 * the beginning, on a ledger of its own. The writers are threads, of which one at a time may make
 * one call.
 */
final class CallInterleavings {
  /** Works on a ledger whose calls are its steps. */
  interface Writer extends Consumer<StockLedger> {}

  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  private CallInterleavings() {}

  /**
   * Runs all interleavings.
   *
   * @param begin creates the ledger of a run
   * @param check verifies it after all writers have ended
   * @return the number of interleavings
   */
  static int all(
      Function<Integer, InMemoryStockLedger> begin,
      List<Writer> writers,
      Consumer<StockLedger> check) {
    CallInterleavings orders = new CallInterleavings();
    int count = 0;
    do {
      InMemoryStockLedger ledger = begin.apply(count++);
      orders.run(ledger, writers);
      check.accept(ledger);
    } while (orders.another());
    return count;
  }

  private boolean another() {
    while (!choices.isEmpty()) {
      int last = choices.removeLast() + 1;
      if (last < widths.removeLast()) {
        choices.add(last);
        return true;
      }
    }
    return false;
  }

  private void run(InMemoryStockLedger ledger, List<Writer> writers) {
    widths.clear();
    int step = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Turn> turns = writers.stream().map(writer -> new Turn()).toList();
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < writers.size(); i++) {
        Turn turn = turns.get(i);
        Writer writer = writers.get(i);
        ends.add(
            threads.submit(
                () -> {
                  try {
                    writer.accept(turn.stepping(ledger));
                  } finally {
                    turn.end();
                  }
                }));
      }
      turns.forEach(Turn::awaitParked);
      List<Turn> left = new ArrayList<>(turns);
      left.removeIf(Turn::ended);
      while (!left.isEmpty()) {
        if (step == choices.size()) {
          choices.add(0);
        }
        widths.add(left.size());
        Turn next = left.get(choices.get(step++));
        next.go();
        next.awaitParked();
        left.removeIf(Turn::ended);
      }
      for (Future<?> end : ends) {
        assertThat(failure(end)).isNull();
      }
    }
  }

  private static Throwable failure(Future<?> end) {
    try {
      end.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  /** The writer that may make the next call. */
  private static final class Turn {
    private final Semaphore mayGo = new Semaphore(0);
    private final Semaphore parked = new Semaphore(0);
    private volatile boolean ended;

    StockLedger stepping(StockLedger ledger) {
      return (StockLedger)
          Proxy.newProxyInstance(
              StockLedger.class.getClassLoader(),
              new Class<?>[] {StockLedger.class},
              (proxy, method, arguments) -> {
                parked.release();
                mayGo.acquireUninterruptibly();
                try {
                  return method.invoke(ledger, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    void go() {
      mayGo.release();
    }

    void awaitParked() {
      parked.acquireUninterruptibly();
    }

    void end() {
      ended = true;
      parked.release();
    }

    boolean ended() {
      return ended;
    }
  }
}
