// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A degree of parallelism: the number of keys written at the same time. */
public interface BoundedParallelism {
  /** Works in order, one item at a time, in the caller's thread. */
  BoundedParallelism ONE =
      new BoundedParallelism() {
        @Override
        public <T, R> List<R> each(List<T> items, Function<T, R> work) {
          return items.stream().map(work).toList();
        }
      };

  /**
   * Does the work for each item and gives the results in the order of the items. When one item
   * fails, work in progress is finished, no further item is started, and the first failure is
   * thrown.
   */
  <T, R> List<R> each(List<T> items, Function<T, R> work);

  /** Works on up to {@code width} items at a time, each in a virtual thread. */
  static BoundedParallelism of(int width) {
    return new BoundedParallelism() {
      @Override
      public <T, R> List<R> each(List<T> items, Function<T, R> work) {
        Semaphore free = new Semaphore(width);
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<R>> under = new ArrayList<>(items.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (T item : items) {
            Callable<R> task = () -> work.apply(item);
            free.acquireUninterruptibly();
            if (failed.get()) {
              break;
            }
            under.add(
                threads.submit(
                    () -> {
                      boolean done = false;
                      try {
                        R result = task.call();
                        done = true;
                        return result;
                      } finally {
                        failed.compareAndSet(false, !done);
                        free.release();
                      }
                    }));
          }
        }
        List<R> results = new ArrayList<>(items.size());
        for (Future<R> done : under) {
          results.add(result(done));
        }
        return results;
      }
    };
  }

  private static <R> R result(Future<R> done) {
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted although every task has ended", e);
    }
  }
}
