// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.Optional;

/**
 * The reason of a delivery's status, as its record states it. Name and sentence are kept apart,
 * because pages and commands decide by the name and people read the sentence.
 *
 * @param name the name of a {@link HeldReason}, or {@link #QUARANTINED}
 * @param sentence problem, value and cause; it may quote the file
 */
public record StatedReason(String name, String sentence) {
  /** The name of the reason of a failed part. */
  public static final String QUARANTINED = "QUARANTINED";

  public static StatedReason of(HeldReason reason, String sentence) {
    return new StatedReason(reason.name(), sentence);
  }

  /** The reason to hold a delivery; empty for a failed part. */
  public Optional<HeldReason> held() {
    return name.equals(QUARANTINED) ? Optional.empty() : Optional.of(HeldReason.valueOf(name));
  }

  public boolean is(HeldReason reason) {
    return name.equals(reason.name());
  }

  /** The reason as reports and notices state it: its name, then its sentence. */
  @Override
  public String toString() {
    return name + ": " + sentence;
  }
}
