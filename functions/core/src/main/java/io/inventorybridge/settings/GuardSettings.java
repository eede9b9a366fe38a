// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * The guard settings. A guard holds a delivery until an operator decides. An empty limit switches
 * its guard off.
 *
 * <table> <caption>The guards, their limits and the deliveries they hold</caption>
 * <tr><th>name</th><th>default</th><th>holds</th></tr> <tr><td>{@code
 * rowsBelow}</td><td>1/3</td><td>rows read below this many times the median</td></tr>
 * <tr><td>{@code rowsAbove}</td><td>3</td><td>rows read above this many times the median</td></tr>
 * <tr><td>{@code missingStore}</td><td>true</td><td>a store missing that was in each of the
 * compared deliveries</td></tr> <tr><td>{@code goingToZero}</td><td>0.3</td><td>more than this
 * share of the delivery's keys whose balance is above 0 going to 0 or below</td></tr>
 * <tr><td>{@code snapshotAhead}</td><td>PT5M</td><td>a snapshot time more than this after the
 * upload</td></tr> </table>
 *
 * <p>Rows and stores are compared with the last {@code history} settled ordinary deliveries that
 * had rows, if there are at least {@code leastHistory} of them. The guard {@code goingToZero} needs
 * at least {@code leastKeys} keys above 0.
 */
public record GuardSettings(
    Optional<ExactRatio> rowsBelow,
    Optional<ExactRatio> rowsAbove,
    boolean missingStore,
    Optional<ExactRatio> goingToZero,
    Optional<Duration> snapshotAhead,
    int history,
    int leastHistory,
    int leastKeys) {
  public static final GuardSettings DEFAULTS =
      new GuardSettings(
          Optional.of(new ExactRatio(1, 3)),
          Optional.of(new ExactRatio(3, 1)),
          true,
          Optional.of(new ExactRatio(3, 10)),
          Optional.of(Duration.ofMinutes(5)),
          7,
          5,
          200);

  /** Every guard switched off. */
  public static final GuardSettings OFF =
      new GuardSettings(
          Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), 7, 5, 200);
}
