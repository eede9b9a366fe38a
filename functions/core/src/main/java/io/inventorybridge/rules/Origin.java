// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.files.StoredFile;
import java.time.Instant;
import java.util.Comparator;

/**
 * The source of a rule: the dropped file that states it. The later upload counts. Of two uploads in
 * the same second, which is the resolution of the store, the greater name counts: HotWax's names
 * end with their time.
 */
public record Origin(Instant uploaded, String key) implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::uploaded).thenComparing(Origin::key);

  static Origin of(StoredFile drop) {
    return new Origin(drop.lastModified(), drop.key());
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
