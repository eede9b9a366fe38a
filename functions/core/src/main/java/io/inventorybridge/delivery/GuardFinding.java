// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The finding of one guard about a delivery. It is computed once, stored with the delivery, and
 * shown as it is, so that no page can tell another story than the decision.
 *
 * @param name the name of the guard's setting
 * @param measured the measurement in words; empty where the guard did not measure
 * @param limit the limit in words; empty where the guard is switched off
 * @param why the reason for not asking; empty for a guard that was asked
 */
public record GuardFinding(
    String name, String measured, String limit, Verdict verdict, String why) {
  /** The verdict of a guard. A guard that was not asked has not passed. */
  public enum Verdict {
    PASSED,
    HELD,
    NOT_ASKED
  }

  public static GuardFinding notAsked(String name, String limit, String why) {
    return new GuardFinding(name, "", limit, Verdict.NOT_ASKED, why);
  }
}
