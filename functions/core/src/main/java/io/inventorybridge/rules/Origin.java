// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.files.StoredFile;
import java.time.Instant;
import java.util.Comparator;

/**
 * The dropped file that states something. The later upload counts; of two within the second that
 * the store tells, the greater name: HotWax's names end in their time.
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
