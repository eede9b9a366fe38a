// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Interleaves functions deterministically: each has a thread, and only the holder of the baton
 * runs. It may be taken away at every port call. The seed decides when and by whom, so that an
 * interleaving can be repeated.
 */
final class TurnScheduler {
  private static final int MOST_CALLS = 50_000;

  private final List<Runner> runners = new ArrayList<>();
  private final Random random;
  private @Nullable Thread loop;
  private volatile @Nullable Runner holder;

  private Optional<String> endless = Optional.empty();

  TurnScheduler(Random random) {
    this.random = random;
  }

  /** The run of one function. */
  final class Runner {
    private final String name;
    private final Runnable work;
    private @Nullable Thread thread;
    private @Nullable Throwable failure;
    private boolean ended;
    private int calls;

    private Runner(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    String name() {
      return name;
    }

    /** Numbers its calls from 1; a function that never ends is stopped, and its world fails. */
    int nextCall() {
      if (++calls > MOST_CALLS) {
        endless = Optional.of(name);
        throw new FunctionCrash();
      }
      return calls;
    }

    private void run() {
      try {
        work.run();
      } catch (Throwable e) {
        failure = e; // rethrown by the loop
      }
      ended = true;
      holder = null;
      LockSupport.unpark(loop);
    }
  }

  void begin(String name, Runnable work) {
    runners.add(new Runner(name, work));
  }

  int running() {
    return runners.size();
  }

  /** The running runner; only it calls this. */
  Runner holder() {
    Runner present = holder;
    if (present == null) {
      throw new IllegalStateException("no runner holds the baton");
    }
    return present;
  }

  boolean isHeld() {
    return holder != null;
  }

  /** Lets one of the runners run until it returns the baton. */
  void step() {
    Runner runner = runners.get(random.nextInt(runners.size()));
    loop = Thread.currentThread();
    holder = runner;
    if (runner.thread == null) {
      runner.thread = Thread.ofVirtual().start(runner::run);
    } else {
      LockSupport.unpark(runner.thread);
    }
    while (holder != null) {
      LockSupport.park(this);
    }
    endless.ifPresent(
        function -> {
          throw new WrongNumbers("a function never ends: " + function);
        });
    if (runner.ended) {
      runners.remove(runner);
      switch (runner.failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }

  /** Returns the baton and waits for it. */
  void pass() {
    Runner me = holder();
    holder = null;
    LockSupport.unpark(loop);
    while (holder != me) {
      LockSupport.park(this);
    }
  }
}
