// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.support.files.StorageFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedParallelismTest {
  private static final int WIDTH = 4;
  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  @Test
  void asManyWorkAtATimeAsThereAreLanesAndNoMore() {
    CountDownLatch all = new CountDownLatch(WIDTH);

    BoundedParallelism.of(WIDTH)
        .each(
            ITEMS,
            item -> {
              mostAtOnce.accumulateAndGet(working.incrementAndGet(), Math::max);
              all.countDown();
              // The first ones wait for each other: with less parallelism this would never end.
              await(all);
              Thread.yield();
              working.decrementAndGet();
              return item;
            });

    assertThat(mostAtOnce).hasValue(WIDTH);
  }

  @Test
  void eachItemIsWorkedOnOnceInAVirtualThreadAndResultsStandInTheItemsOrder() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();

    List<Integer> results =
        BoundedParallelism.of(WIDTH)
            .each(
                ITEMS,
                item -> {
                  assertThat(Thread.currentThread().isVirtual()).isTrue();
                  assertThat(done.add(item)).isTrue();
                  return item * 2;
                });

    assertThat(results).isEqualTo(ITEMS.stream().map(item -> item * 2).toList());
  }

  @Test
  void whenOneFailsThoseUnderWayAreFinishedAndTheRestIsNotBegun() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    CountDownLatch failing = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                BoundedParallelism.of(WIDTH)
                    .each(
                        ITEMS,
                        item -> {
                          begun.incrementAndGet();
                          if (item == 2) {
                            failing.countDown();
                            throw new StorageFailure("item 2", new IllegalStateException("no"));
                          }
                          await(failing);
                          // Does not complete the others before the failing one has reported.
                          pause();
                          finished.incrementAndGet();
                          return item;
                        }))
        .isInstanceOf(StorageFailure.class)
        .hasMessage("item 2: no");

    assertThat(finished.get()).isEqualTo(begun.get() - 1);
    assertThat(begun.get()).isLessThan(ITEMS.size());
  }

  @Test
  void oneLaneWorksInOrderInTheCallersThread() {
    Thread caller = Thread.currentThread();

    assertThat(
            BoundedParallelism.ONE.each(
                ITEMS,
                item -> {
                  assertThat(Thread.currentThread()).isSameAs(caller);
                  return item;
                }))
        .isEqualTo(ITEMS);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
