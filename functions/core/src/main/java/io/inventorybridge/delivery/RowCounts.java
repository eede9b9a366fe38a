// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of the rows of a delta. Every row is counted: read = kept + filtered + rejected.
 *
 * @param filtered by reason; a reason without a row is left out
 * @param rejected by reason; a reason without a row is left out
 */
public record RowCounts(
    long read, long kept, Map<FilterReason, Long> filtered, Map<RejectReason, Long> rejected) {
  public static final RowCounts NONE = new RowCounts(0, 0, Map.of(), Map.of());

  public RowCounts {
    filtered = ordered(FilterReason.class, filtered);
    rejected = ordered(RejectReason.class, rejected);
    long sum = kept + total(filtered) + total(rejected);
    if (read != sum) {
      throw new IllegalArgumentException(
          "%d rows were read, %d are accounted for".formatted(read, sum));
    }
  }

  public long filteredRows() {
    return total(filtered);
  }

  public long rejectedRows() {
    return total(rejected);
  }

  private static long total(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  // In declared order, so that reports always list the reasons in the same order.
  private static <E extends Enum<E>> Map<E, Long> ordered(Class<E> type, Map<E, Long> counts) {
    EnumMap<E, Long> ordered = new EnumMap<>(type);
    counts.forEach(
        (reason, rows) -> {
          if (rows > 0) {
            ordered.put(reason, rows);
          }
        });
    return Collections.unmodifiableMap(ordered);
  }
}
