// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.trouble;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Simulated time with its events. Due events happen before and after every call of a port; there a
 * run may also die or wait, or another run may begin and end.
 */
public final class SimulatedTime implements InstantSource {
  private static final int LONGEST_PAUSE = 90;
  private static final int LEASE_AND_MORE = 301;

  /** Little time passes between recording that a call is sent and the call itself. */
  private static final Set<String> SENDS = Set.of("adjust", "set");

  private static final int QUICK = 8;

  /** The duration of a port's calls. */
  public enum Pace {
    USUAL,
    QUICK
  }

  private record Due(Instant at, long order, Runnable happening) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final Random random;
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final FaultCounts faults;
  private final Runnable check;
  private Instant now;
  private long order;
  private boolean happening;
  private boolean changed;
  private int depth;
  private boolean dead;
  private Runnable another = () -> {};

  /** Of a thousand calls, the number that end the run, delay it, or let another one begin. */
  public int crashes;

  public int pauses;
  public int others;

  public SimulatedTime(Instant begin, Random random, FaultCounts faults, Runnable check) {
    this.now = begin;
    this.random = random;
    this.faults = faults;
    this.check = check;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void at(Instant time, Runnable what) {
    due.add(new Due(time, order++, what));
  }

  public void in(Duration time, Runnable what) {
    at(now.plus(time), what);
  }

  /** Sets the run that may begin while another one is in progress. */
  public void another(Runnable run) {
    another = run;
  }

  /** Runs all events until then. */
  public void until(Instant end) {
    while (!due.isEmpty() && !due.peek().at().isAfter(end)) {
      Due next = due.poll();
      if (next.at().isAfter(now)) {
        now = next.at();
      }
      happening = true;
      next.happening().run();
      happening = false;
      changed();
      judge();
    }
    if (end.isAfter(now)) {
      now = end;
    }
  }

  /** Runs a function until its end or its death. */
  public void invoke(Runnable function) {
    boolean outer = dead;
    dead = false;
    depth++;
    try {
      function.run();
    } catch (RunCrash e) {
      faults.note(PublishingFault.DIED);
    } finally {
      depth--;
      dead = outer;
    }
    judge();
  }

  /** Something relevant to the checks has changed. */
  public void changed() {
    changed = true;
  }

  private void judge() {
    if (changed) {
      changed = false;
      check.run();
    }
  }

  private void pass(boolean mayFreeze, Pace pace) {
    if (happening || depth == 0) {
      return;
    }
    if (dead) {
      throw new RunCrash();
    }
    // A call that is made often is quick, and most often nothing happens at it.
    if (pace == Pace.QUICK && random.nextInt(QUICK) > 0) {
      return;
    }
    int pause = random.nextInt(1_000) < pauses ? random.nextInt(LONGEST_PAUSE) : random.nextInt(3);
    until(now.plusSeconds(pause));
    judge();
    if (depth < 2 && random.nextInt(1_000) < others) {
      // Long enough for another run to get the lease, unless something is being sent.
      if (mayFreeze && random.nextBoolean()) {
        until(now.plusSeconds(LEASE_AND_MORE + random.nextInt(LONGEST_PAUSE)));
        faults.note(PublishingFault.STOOD_STILL);
      }
      faults.note(PublishingFault.OVERLAPPED);
      another.run();
    }
    if (random.nextInt(1_000) < crashes) {
      dead = true;
      throw new RunCrash();
    }
  }

  /** Wraps a port so that events may happen before and after each of its calls. */
  public <T> T around(Class<T> port, T real) {
    return around(port, real, Pace.USUAL);
  }

  public <T> T around(Class<T> port, T real, Pace pace) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              pass(!SENDS.contains(method.getName()), pace);
              try {
                Object result = method.invoke(real, arguments);
                pass(!method.getName().equals("replace"), pace);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
