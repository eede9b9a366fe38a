// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.util.Optional;

/**
 * The rule of every id that an input may state: of an order, a line, a facility, an event. Control
 * characters separate our keys, so that no two ids compose to one key. An unpaired surrogate cannot
 * be stored as UTF-8, and U+FFFD replaces bytes that were not UTF-8: in both cases two different
 * ids would become one.
 */
public final class IdentifierText {
  /** The most characters of an id. */
  public static final int MOST_CHARACTERS = 200;

  private static final char REPLACEMENT = '\uFFFD';

  private IdentifierText() {}

  /** The error of an id, to follow its name in a message; empty when the id is valid. */
  public static Optional<String> error(String id) {
    return error(id, MOST_CHARACTERS);
  }

  /** The same with another limit. */
  public static Optional<String> error(String id, int mostCharacters) {
    if (id.isBlank()) {
      return Optional.of("is empty");
    }
    if (id.length() > mostCharacters) {
      return Optional.of("has more than %d characters".formatted(mostCharacters));
    }
    // One pass without streams: every row of a part has an id.
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Character.isISOControl(c)) {
        return Optional.of("has control characters");
      }
      if (c == REPLACEMENT) {
        return Optional.of("has U+FFFD, the mark of a text that was not valid UTF-8");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == id.length()
            || !Character.isLowSurrogate(id.charAt(i + 1))) {
          return Optional.of("has an unpaired surrogate, which is half a character");
        }
        i++;
      }
    }
    return Optional.empty();
  }
}
