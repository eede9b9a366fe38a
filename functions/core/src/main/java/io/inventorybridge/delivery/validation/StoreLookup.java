// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The store lookup of one file: it looks up each written form once and numbers the facilities
 * found. Not thread-safe.
 */
public final class StoreLookup {
  /**
   * Further written forms are looked up each time, so that a column of garbage does not exhaust the
   * memory: the largest chains have some thousand stores.
   */
  private static final int MOST_REMEMBERED = 50_000;

  /** Not a facility. */
  static final int NONE = -1;

  private record WrittenStore(String code, String subsidiary) {
    // Same as a record's methods, but compiled ahead: a record's are built at their first call,
    // which costs as much as 20 MB of a delta.
    @Override
    public int hashCode() {
      return 31 * code.hashCode() + subsidiary.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WrittenStore written
          && code.equals(written.code)
          && subsidiary.equals(written.subsidiary);
    }
  }

  /** The result of looking up a written store. */
  record LookupResult(Found found, int slot) {}

  private final FacilityDirectory directory;
  private final Map<WrittenStore, LookupResult> answers = new HashMap<>();
  // By the facility's value, for the same reason.
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<FacilityId> facilities = new ArrayList<>();
  private WrittenStore lastWritten = new WrittenStore("", "");
  private LookupResult lastAnswer = new LookupResult(new Found.Unknown(), NONE);

  public StoreLookup(FacilityDirectory directory) {
    this.directory = directory;
  }

  LookupResult find(String code, String subsidiary) {
    // Files are often ordered by store.
    if (lastWritten.code().equals(code) && lastWritten.subsidiary().equals(subsidiary)) {
      return lastAnswer;
    }
    WrittenStore written = new WrittenStore(code, subsidiary);
    LookupResult answer = answers.get(written);
    if (answer == null) {
      answer = lookUp(written);
      if (answers.size() < MOST_REMEMBERED) {
        answers.put(written, answer);
      }
    }
    lastWritten = written;
    lastAnswer = answer;
    return answer;
  }

  public FacilityId facility(int slot) {
    return facilities.get(slot);
  }

  /** The slot of a store that occurs in the file; -1 for any other one. */
  public int slot(FacilityId facility) {
    return slots.getOrDefault(facility.value(), NONE);
  }

  /** The stores that occur in the file. */
  public SortedSet<FacilityId> seen() {
    return new TreeSet<>(facilities);
  }

  private LookupResult lookUp(WrittenStore written) {
    Optional<String> subsidiary =
        written.subsidiary().isEmpty() ? Optional.empty() : Optional.of(written.subsidiary());
    Found found = directory.find(written.code(), subsidiary);
    return found instanceof Found.Known known
        ? new LookupResult(found, number(known.facility().id()))
        : new LookupResult(found, NONE);
  }

  private int number(FacilityId facility) {
    return slots.computeIfAbsent(
        facility.value(),
        value -> {
          facilities.add(facility);
          return facilities.size() - 1;
        });
  }
}
