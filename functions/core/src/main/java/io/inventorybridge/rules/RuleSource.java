// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.util.Comparator;

/**
 * The source of a rule: the dropped file that states it. The later upload counts. Of two uploads in
 * the same second, which is the resolution of the store, the greater name counts: HotWax's names
 * end with their time.
 */
public record RuleSource(Instant uploaded, String key) implements Comparable<RuleSource> {
  private static final Comparator<RuleSource> ORDER =
      Comparator.comparing(RuleSource::uploaded).thenComparing(RuleSource::key);

  static RuleSource of(StoredFile drop) {
    return new RuleSource(drop.lastModified(), drop.key());
  }

  @Override
  public int compareTo(RuleSource other) {
    return ORDER.compare(this, other);
  }
}
