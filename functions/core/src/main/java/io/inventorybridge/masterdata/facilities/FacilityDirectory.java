// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of facilities: it resolves the store codes of deliveries. It tries in this order:
 * the exact facility id; {@code SBS/STORE}; {@code STORE} where only one facility has it. Numbers
 * are compared without leading zeros. Where the subsidiary is known, facilities of other
 * subsidiaries never match; a {@code STORE} alone then finds only facilities that state no
 * subsidiary.
 *
 * <p>A facility that the newest file does not name is still found, after all others, because it
 * keeps its stock. Immutable and thread-safe.
 */
public final class FacilityDirectory implements FacilityKinds {
  /** The answer to any code in a directory without facilities. */
  private static final Found UNKNOWN = new Found.Unknown();

  private final Map<FacilityId, Facility> byId;
  private final List<Codes> inOrder;
  private final boolean anyStore;
  private final String version;

  private FacilityDirectory(Collection<Facility> facilities, boolean anyStore) {
    TreeMap<FacilityId, Facility> sorted = new TreeMap<>();
    for (Facility facility : facilities) {
      if (sorted.put(facility.id(), facility) != null) {
        throw new IllegalArgumentException("facility " + facility.id() + " is there twice");
      }
    }
    this.byId = Collections.unmodifiableMap(sorted);
    this.inOrder =
        List.of(
            Codes.of(sorted.values().stream().filter(Facility::active).toList()),
            Codes.of(sorted.values().stream().filter(f -> !f.active()).toList()));
    this.anyStore = anyStore;
    this.version =
        ContentDigest.sha256(content(byId.values()).getBytes(StandardCharsets.UTF_8))
            .substring(0, 12);
  }

  /** A directory of these facilities; their order does not matter. */
  public static FacilityDirectory of(Collection<Facility> facilities) {
    return new FacilityDirectory(facilities, false);
  }

  /** A directory that accepts every store code as a store, for work without a facilities file. */
  public static FacilityDirectory anyStore() {
    return new FacilityDirectory(List.of(), true);
  }

  /**
   * Finds the facility for a store code.
   *
   * @param written a facility id, {@code STORE} or {@code SBS/STORE}; surrounding blanks are
   *     ignored
   * @param subsidiary Retail Pro's SBS number where the row or the source states it
   */
  public Found find(String written, Optional<String> subsidiary) {
    String code = written.strip();
    if (code.isEmpty()) {
      return UNKNOWN;
    }
    boolean mayBeId = FacilityId.inputError(code).isEmpty();
    if (anyStore) {
      return mayBeId ? new Found.Known(Facility.of(code)) : UNKNOWN;
    }
    Facility exact = mayBeId ? byId.get(new FacilityId(code)) : null;
    if (exact != null) {
      return found(List.of(exact));
    }
    StoreCode meant = StoreCode.parse(code).within(subsidiary);
    for (Codes codes : inOrder) {
      List<Facility> candidates = codes.find(meant);
      if (!candidates.isEmpty()) {
        return found(candidates);
      }
    }
    return UNKNOWN;
  }

  public Optional<Facility> facility(FacilityId id) {
    return anyStore ? Optional.of(Facility.of(id.value())) : Optional.ofNullable(byId.get(id));
  }

  /** Tells whether any code can find a store. */
  public boolean hasStores() {
    return anyStore || byId.values().stream().anyMatch(facility -> !facility.isVirtual());
  }

  /** Tells whether the facility is known and a queue. */
  public boolean isVirtual(FacilityId id) {
    return facility(id).filter(Facility::isVirtual).isPresent();
  }

  public boolean isKnown(FacilityId id) {
    return facility(id).isPresent();
  }

  @Override
  public FacilityKind kindOf(FacilityId id) {
    return facility(id)
        .map(facility -> facility.isVirtual() ? FacilityKind.VIRTUAL : FacilityKind.STORE)
        .orElse(FacilityKind.UNKNOWN);
  }

  /** The facilities of either directory whose kind here differs from the one before. */
  public Set<FacilityId> otherKindsThan(FacilityDirectory before) {
    SortedSet<FacilityId> either = new TreeSet<>(byId.keySet());
    either.addAll(before.byId.keySet());
    either.removeIf(facility -> kindOf(facility) == before.kindOf(facility));
    return either;
  }

  /** Names the content: 12 hex digits of a hash, the same for the same facilities in any order. */
  public String version() {
    return version;
  }

  /** Tells whether every written store finds the same facility in both. */
  public boolean mapsLike(FacilityDirectory other) {
    return anyStore == other.anyStore && mappings().equals(other.mappings());
  }

  /** The facilities that are a store, a queue or unknown here and have another kind there. */
  public Set<FacilityId> changedKinds(FacilityDirectory other) {
    return Stream.concat(byId.keySet().stream(), other.byId.keySet().stream())
        .filter(id -> kindOf(id) != other.kindOf(id))
        .collect(Collectors.toSet());
  }

  private record CodeMapping(
      FacilityId id, Optional<String> code, boolean virtual, boolean active) {}

  private List<CodeMapping> mappings() {
    return byId.values().stream().map(FacilityDirectory::mapping).toList();
  }

  private static CodeMapping mapping(Facility f) {
    return new CodeMapping(f.id(), f.externalFacilityId(), f.isVirtual(), f.active());
  }

  /** The stores that have another code in the other directory, or are missing from it. */
  public Set<FacilityId> storesNotMappedIn(FacilityDirectory other) {
    Set<CodeMapping> there = new HashSet<>(other.mappings());
    return byId.values().stream()
        .filter(facility -> !facility.isVirtual() && !there.contains(mapping(facility)))
        .map(Facility::id)
        .collect(Collectors.toSet());
  }

  /** All facilities by id, including those that the newest file does not name. */
  public Collection<Facility> all() {
    return byId.values();
  }

  // Every field in declared order, prefixed with its length, so that no text looks like two fields.
  private static String content(Collection<Facility> facilities) {
    StringBuilder content = new StringBuilder();
    for (Facility f : facilities) {
      StringBuilder groups = new StringBuilder();
      f.groups().forEach(group -> field(groups, group));
      for (String field :
          List.of(
              f.id().value(),
              f.externalFacilityId().orElse(""),
              f.name().orElse(""),
              f.type(),
              f.shopifyLocationId().orElse(""),
              groups.toString(),
              Boolean.toString(f.active()))) {
        field(content, field);
      }
    }
    return content.toString();
  }

  private static void field(StringBuilder content, String text) {
    content.append(text.length()).append(':').append(text);
  }

  private static Found found(List<Facility> candidates) {
    if (candidates.size() > 1) {
      return new Found.Ambiguous();
    }
    Facility facility = candidates.getFirst();
    return facility.isVirtual() ? new Found.Virtual() : new Found.Known(facility);
  }

  /** The result of looking up a store. */
  public sealed interface Found {
    /** Exactly one facility matches, and it is a store. */
    record Known(Facility facility) implements Found {}

    /** No facility has this code. */
    record Unknown() implements Found {}

    /** Several facilities have this code. */
    record Ambiguous() implements Found {}

    /** The code names a queue, which holds no stock. */
    record Virtual() implements Found {}
  }

  /** Facilities by Retail Pro's code, with its subsidiary and without. */
  private record Codes(Map<StoreCode, List<Facility>> whole, Map<String, List<Facility>> store) {
    static Codes of(Collection<Facility> facilities) {
      Map<StoreCode, List<Facility>> whole = new HashMap<>();
      Map<String, List<Facility>> store = new HashMap<>();
      for (Facility facility : facilities) {
        facility
            .externalFacilityId()
            .map(StoreCode::parse)
            .ifPresent(
                code -> {
                  whole.computeIfAbsent(code, c -> new ArrayList<>()).add(facility);
                  store.computeIfAbsent(code.store(), c -> new ArrayList<>()).add(facility);
                });
      }
      return new Codes(whole, store);
    }

    List<Facility> find(StoreCode meant) {
      if (meant.subsidiary().isEmpty()) {
        return store.getOrDefault(meant.store(), List.of());
      }
      List<Facility> exact = whole.getOrDefault(meant, List.of());
      return exact.isEmpty()
          ? whole.getOrDefault(new StoreCode(Optional.empty(), meant.store()), List.of())
          : exact;
    }
  }
}
