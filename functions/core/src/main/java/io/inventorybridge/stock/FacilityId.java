// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.util.Optional;

/**
 * Our id of a facility, such as {@code SVC21}. Ids are compared exactly. One rule covers every
 * input: an id has 1 to 200 characters, no control characters and no unpaired surrogates, holds no
 * {@code #}, and begins with a tilde only if it is the queue's.
 */
public record FacilityId(String value) implements Comparable<FacilityId> {
  /**
   * The queue: open units of orders that no store holds are queue demand under this id. No input
   * can state it.
   */
  public static final FacilityId QUEUE = new FacilityId("~queue");

  private static final String QUEUE_ID = "~queue";

  public FacilityId {
    Optional<String> error = value.equals(QUEUE_ID) ? Optional.empty() : inputError(value);
    if (error.isPresent()) {
      throw new IllegalArgumentException("a facility id " + error.get());
    }
  }

  /**
   * The error of an id in an input, to follow its name in a message; empty when the id is valid.
   * The queue's id is ours and is not valid in an input.
   */
  public static Optional<String> inputError(String written) {
    Optional<String> error = IdentifierText.error(written);
    if (error.isPresent()) {
      return error;
    }
    // The tilde begins our own ids; # separates the keys of the ledger.
    return written.startsWith("~") || written.indexOf('#') >= 0
        ? Optional.of("begins with ~ or holds #")
        : Optional.empty();
  }

  @Override
  public int compareTo(FacilityId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
