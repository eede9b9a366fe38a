// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * The guard settings. A guard holds a delivery until an operator decides. An empty limit switches
 * its guard off.
 *
 * <table> <caption>The guards, their limits and the deliveries they hold, in the order in which
 * they are asked</caption> <tr><th>name</th><th>default</th><th>holds</th></tr> <tr><td>{@code
 * snapshotAhead}</td><td>PT5M</td><td>a snapshot time more than this after the upload</td></tr>
 * <tr><td>{@code rowsBelow}</td><td>1/3</td><td>rows read below this many times the
 * median</td></tr> <tr><td>{@code rowsAbove}</td><td>3</td><td>rows read above this many times the
 * median</td></tr> <tr><td>{@code missingStore}</td><td>true</td><td>a store missing that was in
 * each of the compared deliveries</td></tr> <tr><td>{@code
 * sameBytesAsBefore}</td><td>true</td><td>the bytes of an accepted delivery under another snapshot
 * time, from {@code fewestKeys} kept rows on</td></tr> <tr><td>{@code
 * keptNone}</td><td>true</td><td>no row kept, where one of the last five kept rows or no store is
 * mapped</td></tr> <tr><td>{@code unreadableShare}</td><td>1/2</td><td>more than this share of the
 * rows cannot be split into columns or decoded</td></tr> <tr><td>{@code
 * rejectedShare}</td><td>1/5</td><td>more than this share of the rows of catalog products
 * rejected</td></tr> <tr><td>{@code unitsMoved}</td><td>1/2</td><td>more than this share of the
 * expected units moved, and more than {@code unitsMovedTimes} (3) times the median
 * share</td></tr> <tr><td>{@code changedShare}</td><td>3/5</td><td>more than this share of the
 * numbers differ, where the median share is at most {@code changedShareUsual} (3/10)</td></tr>
 * <tr><td>{@code goingToZero}</td><td>3/10</td><td>more than this share of the keys with stock
 * going to 0 or below, from {@code leastKeys} keys on; or {@code nearlyAllToZero} (9/10) and more,
 * from {@code fewestKeys} on</td></tr> </table>
 *
 * <p>A delivery is compared with the last {@code history} ordinary deliveries, if there are at
 * least {@code leastHistory} of them. {@code unitsMoved} and {@code changedShare} need at least
 * {@code fewestKeys} keys with a baseline.
 */
public record GuardSettings(
    Optional<ExactRatio> rowsBelow,
    Optional<ExactRatio> rowsAbove,
    boolean missingStore,
    boolean sameBytesAsBefore,
    boolean keptNone,
    Optional<ExactRatio> unreadableShare,
    Optional<ExactRatio> rejectedShare,
    Optional<ExactRatio> unitsMoved,
    ExactRatio unitsMovedTimes,
    Optional<ExactRatio> changedShare,
    ExactRatio changedShareUsual,
    Optional<ExactRatio> goingToZero,
    Optional<ExactRatio> nearlyAllToZero,
    Optional<Duration> snapshotAhead,
    int history,
    int leastHistory,
    int leastKeys,
    int fewestKeys) {
  public static final GuardSettings DEFAULTS =
      new GuardSettings(
          Optional.of(new ExactRatio(1, 3)),
          Optional.of(new ExactRatio(3, 1)),
          true,
          true,
          true,
          Optional.of(new ExactRatio(1, 2)),
          Optional.of(new ExactRatio(1, 5)),
          Optional.of(new ExactRatio(1, 2)),
          new ExactRatio(3, 1),
          Optional.of(new ExactRatio(3, 5)),
          new ExactRatio(3, 10),
          Optional.of(new ExactRatio(3, 10)),
          Optional.of(new ExactRatio(9, 10)),
          Optional.of(Duration.ofMinutes(5)),
          7,
          5,
          200,
          20);

  /** Every guard switched off. */
  public static final GuardSettings OFF =
      new GuardSettings(
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          DEFAULTS.unitsMovedTimes(),
          Optional.empty(),
          DEFAULTS.changedShareUsual(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          7,
          5,
          200,
          20);
}
