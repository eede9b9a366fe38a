// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import io.inventorybridge.shopsync.lease.LeaseProtocol.Granted;
import io.inventorybridge.shopsync.lease.LeaseProtocol.Held;
import io.inventorybridge.shopsync.lease.LeaseProtocol.LeaseEnd;
import io.inventorybridge.shopsync.lease.LeaseProtocol.LeaseGrant;
import io.inventorybridge.shopsync.lease.LeaseProtocol.WorkAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * All interleavings of runs that set a mark, request the lease and publish the marks, where one run
 * may be killed before any of its calls. A call of the store, a mark, reading the marks and
 * publishing them are one step each. A run is a thread; one thread at a time makes one step.
 */
public final class LeaseInterleavings {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final int NOBODY = -1;
  private static final String FULL = "full";
  private static final int MOST_STEPS = 200;

  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private long count;

  /**
   * Runs all interleavings.
   *
   * @return the first promise that was broken; empty when all were kept
   */
  public Optional<String> brokenPromise(List<String> runs) {
    for (int killed = NOBODY; killed < runs.size(); killed++) {
      boolean reached = true;
      for (int before = 0; reached; before++) {
        reached = false;
        do {
          World world = new World(runs, killed, before);
          Optional<String> broken = world.play();
          count++;
          if (broken.isPresent()) {
            return broken.map(
                it ->
                    "%s; killed %d before call %d of %s"
                        .formatted(it, world.killed, world.before, runs));
          }
          reached |= world.isKilled;
        } while (another());
      }
    }
    return Optional.empty();
  }

  /**
   * Runs random interleavings of runs that are too many for all of them; none is killed.
   *
   * @return the first promise that was broken; empty when all were kept
   */
  public Optional<String> brokenPromise(List<String> runs, int worlds) {
    SplittableRandom random = new SplittableRandom(worlds);
    for (int i = 0; i < worlds; i++) {
      choices.clear();
      random.ints(MOST_STEPS, 0, Integer.MAX_VALUE).forEach(choices::add);
      Optional<String> broken = new World(runs, NOBODY, 0).play();
      count++;
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** The number of interleavings so far. */
  public long count() {
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

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** One interleaving. */
  private final class World {
    private final InMemoryShopLease real = new InMemoryShopLease();
    private final List<RunningActor> actors = new ArrayList<>();
    private final int killed;
    private final int before;
    private int marks;
    private int published;
    private int working;
    private boolean isKilled;
    private Optional<String> broken = Optional.empty();

    World(List<String> runs, int killed, int before) {
      this.killed = killed;
      this.before = before;
      for (int i = 0; i < runs.size(); i++) {
        actors.add(new RunningActor(this, runs.get(i), i == killed));
      }
    }

    Optional<String> play() {
      widths.clear();
      int step = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> ends = new ArrayList<>();
        actors.forEach(actor -> ends.add(threads.submit(actor)));
        actors.forEach(RunningActor::awaitParked);
        List<RunningActor> left = new ArrayList<>(actors);
        left.removeIf(actor -> actor.ended);
        while (!left.isEmpty()) {
          if (step == choices.size()) {
            choices.add(0);
          }
          List<RunningActor> able =
              left.stream().filter(it -> !it.waitsForRelease || !real.read().isHeld(NOON)).toList();
          widths.add(able.size());
          RunningActor next = able.get(choices.get(step++) % able.size());
          next.mayGo.release();
          next.awaitParked();
          left.removeIf(actor -> actor.ended);
        }
        for (Future<?> end : ends) {
          end.get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a run failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return broken.isPresent() ? broken : afterwards();
    }

    // The stream calls a killed run again.
    private Optional<String> afterwards() {
      if (!isKilled) {
        return published < marks
            ? Optional.of("published %d of %d marks".formatted(published, marks))
            : real.read().isHeld(NOON)
                ? Optional.of("the lease is not released")
                : Optional.empty();
      }
      LeaseProtocol leases = new LeaseProtocol(real);
      Instant now = NOON;
      LeaseGrant grant = leases.take("called again", AskedWork.CHANGES, now);
      while (grant instanceof Held held) {
        if (held.until().isAfter(NOON.plusSeconds(60))) {
          return Optional.of("blocked for " + Duration.between(NOON, held.until()));
        }
        now = held.until();
        grant = leases.take("called again", AskedWork.CHANGES, now);
      }
      return Optional.empty();
    }

    private void breaks(String promise) {
      broken = Optional.of(promise);
    }
  }

  /** A run as a thread, and the store as it sees it. */
  private static final class RunningActor implements ShopLease, Runnable {
    private final World world;
    private final String name;
    private final boolean isToBeKilled;
    private final Semaphore mayGo = new Semaphore(0);
    private final Semaphore parked = new Semaphore(0);
    private volatile boolean ended;
    private volatile boolean waitsForRelease;
    private int calls;

    RunningActor(World world, String name, boolean isToBeKilled) {
      this.world = world;
      this.name = name;
      this.isToBeKilled = isToBeKilled;
    }

    void awaitParked() {
      parked.acquireUninterruptibly();
    }

    private void step() {
      parked.release();
      mayGo.acquireUninterruptibly();
      waitsForRelease = false;
      if (isToBeKilled && calls++ == world.before) {
        world.isKilled = true;
        throw new Killed();
      }
    }

    @Override
    public LeaseRecord read() {
      step();
      return world.real.read();
    }

    @Override
    public boolean replace(LeaseRecord seen, LeaseRecord next) {
      step();
      return world.real.replace(seen, next);
    }

    @Override
    public void run() {
      try {
        LeaseProtocol leases = new LeaseProtocol(this);
        if (name.startsWith(FULL)) {
          fullSync(leases);
        } else {
          step();
          world.marks++;
          work(leases, leases.take(name, AskedWork.CHANGES, NOON));
        }
      } catch (Killed e) {
        world.working = 0;
      } finally {
        ended = true;
        parked.release();
      }
    }

    private void fullSync(LeaseProtocol leases) {
      LeaseGrant grant = leases.takeByTicket(name, NOON);
      if (grant instanceof Held) {
        waitsForRelease = true;
        grant = leases.takeByTicket(name, NOON);
        if (grant instanceof Held held) {
          world.breaks("%s came before the ticket of %s".formatted(held.holder(), name));
        }
      }
      work(leases, grant);
    }

    private void work(LeaseProtocol leases, LeaseGrant grant) {
      if (!(grant instanceof Granted granted)) {
        return;
      }
      LeaseEnd end;
      do {
        if (++world.working > 1 && !world.isKilled) {
          world.breaks("two runs work at once");
        }
        step();
        int seen = world.marks;
        step();
        world.published = Math.max(world.published, seen);
        world.working--;
        end = leases.end(granted.lease(), NOON);
      } while (end instanceof WorkAgain);
    }
  }
}
